package io.mistnet.node.console;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The threads on which pages wait for the database: some, and a bounded number of requests beside. */
public final class ConsoleWorkers implements Executor, AutoCloseable {

    private static final int THREADS = 8;
    private static final int WAITING = 256;

    private final ThreadPoolExecutor threads;

    public ConsoleWorkers() {
        this("mistnet-console", THREADS, WAITING);
    }

    /**
     * Others, for what must not take the threads of pages.
     *
     * @param name of each thread
     * @param most how many work at once
     * @param waiting how many requests may wait beside
     */
    public ConsoleWorkers(String name, int most, int waiting) {
        threads = new ThreadPoolExecutor(most, most, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(waiting), task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
    }

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
