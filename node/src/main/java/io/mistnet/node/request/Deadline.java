package io.mistnet.node.request;

import java.time.Duration;

/** The moment by which a request must be answered. Measured by this machine's monotonic clock; between machines the remaining time travels. */
public final class Deadline {

    /** The longest time that fits on the wire: some 24 days. */
    private static final long MOST_MILLIS = Integer.MAX_VALUE;

    private final long nanoTime;

    private Deadline(long nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** So long from now on. */
    public static Deadline in(Duration duration) {
        long millis = Math.min(MOST_MILLIS, duration.toMillis());
        return new Deadline(System.nanoTime() + Duration.ofMillis(millis).toNanos());
    }

    /** What is left; zero where it has passed. */
    public Duration remaining() {
        return Duration.ofNanos(Math.max(0, nanoTime - System.nanoTime()));
    }

    public boolean hasPassed() {
        return nanoTime - System.nanoTime() <= 0;
    }

    /** The earlier of this deadline and one so long from now on. */
    public Deadline atMost(Duration duration) {
        return remaining().compareTo(duration) <= 0 ? this : in(duration);
    }
}
