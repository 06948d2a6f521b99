package io.mistnet.node.intelligence;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which batches wait for a sweep, and who waits for them. Several that come during one sweep are the next one's together. */
final class SweepSchedule {

    private final NavigableMap<Long, CompletableFuture<Void>> waiting = new TreeMap<>();
    private long wanted = -1;
    private long swept = -1;
    private @Nullable RuntimeException end;

    /** A batch is durable. */
    synchronized void wanted(long batch) {
        wanted = Math.max(wanted, batch);
        notifyAll();
    }

    /** Waits until a batch is wanted that was not swept; false after the end. */
    synchronized boolean awaitWork() throws InterruptedException {
        while (end == null && wanted <= swept) {
            wait();
        }
        return end == null;
    }

    /** A sweep is over that held everything up to this batch. */
    void swept(long batch) {
        Map<Long, CompletableFuture<Void>> done;
        synchronized (this) {
            swept = Math.max(swept, batch);
            done = new TreeMap<>(waiting.headMap(swept, true));
            waiting.headMap(swept, true).clear();
        }
        done.values().forEach(waiter -> waiter.complete(null));
    }

    /** Completes after the sweep that holds the batch. */
    synchronized CompletableFuture<Void> visible(long batch) {
        if (batch <= swept) {
            return CompletableFuture.completedFuture(null);
        } else if (end != null) {
            return CompletableFuture.failedFuture(end);
        }
        return waiting.computeIfAbsent(batch, b -> new CompletableFuture<>()).copy();
    }

    /** There will be no more sweeps. */
    void end(RuntimeException reason) {
        Stream<CompletableFuture<Void>> left;
        synchronized (this) {
            end = end == null ? reason : end;
            left = Map.copyOf(waiting).values().stream();
            waiting.clear();
            notifyAll();
        }
        left.forEach(waiter -> waiter.completeExceptionally(reason));
    }
}
