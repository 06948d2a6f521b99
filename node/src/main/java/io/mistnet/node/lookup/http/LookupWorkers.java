package io.mistnet.node.lookup.http;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The threads on which requests of the institution's users wait for others' answers: a few, and a few requests beside. */
public final class LookupWorkers implements Executor, AutoCloseable {

    private static final int THREADS = 8;
    private static final int WAITING = 32;

    private final ThreadPoolExecutor threads =
            new ThreadPoolExecutor(THREADS, THREADS, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING), task -> {
                Thread thread = new Thread(task, "mistnet-lookup-http");
                thread.setDaemon(true);
                return thread;
            });

    /** @throws java.util.concurrent.RejectedExecutionException where too many requests wait */
    @Override
    public void execute(Runnable task) {
        threads.execute(task);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
