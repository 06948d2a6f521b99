package io.mistnet.node.window;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;

/**
 * What the window holds, and how finely.
 *
 * <p>Transfers count into the window [cut-off - length, cut-off) by their settlement time, whenever they arrive: one that arrives after a cut-off
 * counts from the next cut-off on. The <b>watermark</b> is the clock less the lateness. No window is taken at a cut-off before the watermark, so
 * a transfer that settled before watermark - length belongs to no window to come: it has expired, and is forgotten or not taken in. What
 * expires is therefore never missing from a window, however much of the stream arrives out of order or after an outage.
 *
 * @param length how far the window reaches back from its cut-off; a whole number of buckets
 * @param bucket settlement times are kept to this precision; cut-offs are rounded down to a multiple of it
 * @param lateness how far a cut-off may lie behind the clock
 */
public record WindowShape(Duration length, Duration bucket, Duration lateness) {

    /** @throws IllegalArgumentException if the bucket is below 1 ms, the length no multiple of it, or the lateness negative */
    public WindowShape {
        if (bucket.toMillis() < 1 || !bucket.equals(Duration.ofMillis(bucket.toMillis()))) {
            throw new IllegalArgumentException("a bucket is a whole number of milliseconds, not " + bucket);
        }
        if (length.toMillis() < 1 || length.toMillis() % bucket.toMillis() != 0) {
            throw new IllegalArgumentException(
                    "the window's length %s must be a multiple of the bucket %s".formatted(length, bucket));
        }
        if (lateness.isNegative()) {
            throw new IllegalArgumentException("the lateness must not be negative, not " + lateness);
        }
    }

    /**
     * The coarsest shape in which every cut-off at a multiple of the interval, and the window's begin, fall between two buckets.
     *
     * @param interval the distance of cut-offs, in whole milliseconds
     */
    public static WindowShape of(Duration length, Duration interval, Duration lateness) {
        long bucket = BigInteger.valueOf(length.toMillis())
                .gcd(BigInteger.valueOf(interval.toMillis()))
                .longValueExact();
        return new WindowShape(length, Duration.ofMillis(bucket), lateness);
    }

    /** The start of the bucket that holds this time; both in milliseconds since 1970. */
    long bucketOf(long millis) {
        return Math.floorDiv(millis, bucket.toMillis()) * bucket.toMillis();
    }

    /** The earliest cut-off that may be asked for. */
    public Instant watermark(Instant now) {
        return Instant.ofEpochMilli(bucketOf(now.minus(lateness).toEpochMilli()));
    }

    /** The settlement time before which transfers have expired, in milliseconds since 1970. */
    long horizon(Instant now) {
        return watermark(now).minus(length).toEpochMilli();
    }
}
