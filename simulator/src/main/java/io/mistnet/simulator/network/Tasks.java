package io.mistnet.simulator.network;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs parties' parts side by side, each in a thread of its own. The first that fails ends all. */
final class Tasks implements AutoCloseable {

    private final ExecutorService threads = Executors.newCachedThreadPool(Tasks::daemon);
    private final Links links;

    /** @param links closed where a task fails, so that nobody waits for it */
    Tasks(Links links) {
        this.links = links;
    }

    /**
     * Waits for all.
     *
     * @return their results, in the order of the tasks
     * @throws RuntimeException of the first task that failed
     */
    <T> List<T> run(List<Callable<T>> tasks) {
        CompletionService<T> done = new ExecutorCompletionService<>(threads);
        List<Future<T>> futures = new ArrayList<>();
        tasks.forEach(task -> futures.add(done.submit(task)));
        try {
            for (int i = 0; i < tasks.size(); i++) {
                done.take().get();
            }
            List<T> results = new ArrayList<>();
            for (Future<T> future : futures) {
                results.add(future.get());
            }
            return results;
        } catch (ExecutionException e) {
            stop();
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException("a party's thread ended", e.getCause());
        } catch (InterruptedException e) {
            stop();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the parties", e);
        }
    }

    private void stop() {
        links.close();
        threads.shutdownNow();
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "party");
        thread.setDaemon(true);
        return thread;
    }
}
