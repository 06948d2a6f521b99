package io.mistnet.node.access;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How often each of many may do something: so often at once, and once in an interval from then on. It knows a bounded number of them, and forgets those that have not come for longest. Thread-safe.
 *
 * @param <K> tells them apart
 */
public final class RateLimit<K> {

    private static final int MOST_KEYS = 10_000;

    private final int burst;
    private final long intervalNanos;
    private final InstantSource clock;
    private final Map<K, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<K, Bucket> eldest) {
            return size() > MOST_KEYS;
        }
    };

    /** The time at which it is full again says all: {@code burst} times may be had when that is now, none when it is {@code burst} intervals away. */
    private static final class Bucket {

        private long fullAtNanos;
    }

    /**
     * @param burst how often at once
     * @param interval after which one more is had
     */
    public RateLimit(int burst, Duration interval, InstantSource clock) {
        this.burst = burst;
        this.intervalNanos = interval.toNanos();
        this.clock = clock;
    }

    /** Whether this one has a time left; takes none. */
    public synchronized boolean hasLeft(K key) {
        Bucket bucket = buckets.get(key);
        return bucket == null || bucket.fullAtNanos - now() <= (burst - 1) * intervalNanos;
    }

    /** Takes one time of this one's, if there is one left. */
    public synchronized boolean allows(K key) {
        long now = now();
        Bucket bucket = buckets.computeIfAbsent(key, any -> new Bucket());
        long fullAt = Math.max(bucket.fullAtNanos, now) + intervalNanos;
        if (fullAt - now > burst * intervalNanos) {
            return false;
        }
        bucket.fullAtNanos = fullAt;
        return true;
    }

    private long now() {
        return Duration.between(Instant.EPOCH, clock.instant()).toNanos();
    }
}
