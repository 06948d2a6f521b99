package io.mistnet.simulator.demo;

import java.util.concurrent.CountDownLatch;

/**
 * Lets the thread that made it clear up when the process is told to end, by SIGTERM or Ctrl-C: the thread is interrupted, and the process waits until it has closed this.
 */
public final class StopRequest implements AutoCloseable {

    private final Thread worker = Thread.currentThread();
    private final CountDownLatch cleared = new CountDownLatch(1);
    private final Thread hook = new Thread(this::stop, "stop the network");
    private volatile boolean made;

    public StopRequest() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Whether the process was told to end. */
    public boolean isMade() {
        return made;
    }

    @Override
    public void close() {
        cleared.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            made = true; // told to end just now: the hook runs
        }
    }

    private void stop() {
        made = true;
        worker.interrupt();
        try {
            cleared.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
