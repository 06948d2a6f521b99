package io.mistnet.simulator.benchmark.lookup;

import io.mistnet.node.intelligence.BatchId;
import io.mistnet.node.intelligence.Operation;
import io.mistnet.node.intelligence.OperationResult;
import io.mistnet.node.intelligence.Receipt;
import io.mistnet.node.intelligence.RecordStore;
import io.mistnet.node.intelligence.StoreTerms;
import io.mistnet.node.intelligence.UpdateBatch;
import io.mistnet.simulator.network.ProcessFigures;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** Puts synthetic records into a host's store before the host opens it, in the batches in which contributors send them. Memory is that of a few batches. */
final class StoreFilling {

    private static final int BATCH = UpdateBatch.SIZES.get(UpdateBatch.SIZES.size() - 1);
    private static final int REPORTED = 64 * BATCH;

    private final StoreTerms terms;
    private final SyntheticRecords records;
    private final String contributor;
    private final SecureRandom random = new SecureRandom();
    private final AtomicLong sealingNanos = new AtomicLong();

    /** @param contributor the institution whose records they are */
    StoreFilling(StoreTerms terms, SyntheticRecords records, String contributor) {
        this.terms = terms;
        this.records = records;
        this.contributor = contributor;
    }

    /**
     * What filling a store cost.
     *
     * @param sealCpuSeconds the contributor's: tags and seals
     * @param storeCpuSeconds the host's: finding each record's place and writing it, the store's own threads and the collection of all garbage included
     */
    record Cost(double sealCpuSeconds, double storeCpuSeconds) {}

    /** Fills the store in a folder. */
    Cost fill(Path folder, Consumer<String> progress) throws InterruptedException {
        ExecutorService sealers =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        long cpu = ProcessFigures.cpuNanos();
        try (RecordStore store = RecordStore.open(folder, terms)) {
            store.load(random, (column, plaintexts) -> {});
            fill(store, sealers, progress);
        } finally {
            sealers.shutdownNow();
        }
        double all = (ProcessFigures.cpuNanos() - cpu) / 1e9;
        double sealing = sealingNanos.get() / 1e9;
        return new Cost(sealing, all - sealing);
    }

    private void fill(RecordStore store, ExecutorService sealers, Consumer<String> progress)
            throws InterruptedException {
        Queue<Future<UpdateBatch>> sealed = new ArrayDeque<>();
        int most = Runtime.getRuntime().availableProcessors() + 1;
        int next = 0;
        int done = 0;
        while (done < records.count()) {
            while (next < records.count() && sealed.size() < most) {
                int from = next;
                next = Math.min(records.count(), from + BATCH);
                int to = next;
                sealed.add(sealers.submit(() -> batch(from, to)));
            }
            done = put(store, result(sealed.remove()), done);
            if (done % REPORTED == 0) {
                progress.accept("%d of %d records".formatted(done, records.count()));
            }
        }
    }

    private UpdateBatch batch(int from, int to) {
        long start = threadCpuNanos();
        List<Operation> operations = new ArrayList<>(to - from);
        for (int record = from; record < to; record++) {
            operations.add(new Operation.Add(records.contribution(record)));
        }
        UpdateBatch batch = UpdateBatch.padded(new BatchId(random.nextLong(), random.nextLong()), operations);
        sealingNanos.addAndGet(threadCpuNanos() - start);
        return batch;
    }

    private int put(RecordStore store, UpdateBatch batch, int done) {
        Receipt receipt = store.apply(contributor, batch);
        int expected = Math.min(BATCH, records.count() - done);
        long added = receipt.results().stream()
                .filter(result -> result == OperationResult.ADDED)
                .count();
        if (added != expected) {
            throw new IllegalStateException("the store took %d of %d records".formatted(added, expected));
        }
        return done + expected;
    }

    private static UpdateBatch result(Future<UpdateBatch> sealed) throws InterruptedException {
        try {
            return sealed.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("records could not be sealed", e.getCause());
        }
    }

    private static long threadCpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
