package io.mistnet.node.request;

import java.time.Duration;

/**
 * How slowly a peer may send or read a message.
 *
 * @param grace for any message, however short
 * @param leastBytesPerSecond beyond that, for long ones
 */
public record Pace(Duration grace, int leastBytesPerSecond) {

    public Pace {
        if (grace.isZero() || grace.isNegative() || leastBytesPerSecond < 1) {
            throw new IllegalArgumentException("a pace needs a positive grace and at least one byte per second");
        }
    }

    /** The longest time for a message of this length. */
    Duration timeFor(long bytes) {
        return grace.plusMillis(1000 * bytes / leastBytesPerSecond);
    }
}
