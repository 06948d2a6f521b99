package io.mistnet.protocols.propagation;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Runs tasks that wait for each other, a thread each. The first failure ends all, as parties that share a process hear of it. */
final class Threads {

    private Threads() {}

    static void runAll(List<Callable<Object>> tasks) {
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            ExecutorCompletionService<Object> running = new ExecutorCompletionService<>(threads);
            tasks.forEach(running::submit);
            for (int k = 0; k < tasks.size(); k++) {
                running.take().get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }
}
