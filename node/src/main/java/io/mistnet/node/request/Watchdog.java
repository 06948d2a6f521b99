package io.mistnet.node.request;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Ends connections on which something takes too long: a blocking read or write has no time limit of its own that a dripping peer could not stretch. */
final class Watchdog implements AutoCloseable {

    private final ScheduledThreadPoolExecutor timer;

    Watchdog() {
        timer = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "mistnet-lookup-timer");
            thread.setDaemon(true);
            return thread;
        });
        timer.setRemoveOnCancelPolicy(true);
    }

    /** For handshakes, which are watched by the same thread. */
    ScheduledThreadPoolExecutor timer() {
        return timer;
    }

    /** Closes {@code link} unless the guard is closed in time. */
    Guard guard(RequestLink link, Duration atMost, String reason) {
        try {
            ScheduledFuture<?> end = timer.schedule(() -> link.abort(reason), atMost.toNanos(), TimeUnit.NANOSECONDS);
            return () -> end.cancel(false);
        } catch (RejectedExecutionException e) {
            link.abort("this node stops");
            return () -> {};
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }

    /** Something that is under way. */
    interface Guard extends AutoCloseable {
        @Override
        void close();
    }
}
