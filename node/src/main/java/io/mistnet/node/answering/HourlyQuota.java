package io.mistnet.node.answering;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/**
 * How much each asker may have in an hour: a bucket of tokens that fills evenly. Askers are institutions of the network file, so there are few. Safe for any thread, and so for an asker that asks in
 * parallel.
 */
final class HourlyQuota {

    private static final long HOUR_NANOS = Duration.ofHours(1).toNanos();

    private final String what;
    private final int perHour;
    private final InstantSource clock;
    private final Map<String, Level> levels = new HashMap<>();

    /**
     * @param credit in tokens times the nanoseconds of an hour: exact, as each nanosecond adds as many units as there are tokens an hour
     */
    private record Level(long credit, Instant at) {}

    /**
     * @param what the tokens stand for, in messages
     * @param perHour at most {@link DeskLimits#MOST_PER_HOUR}
     */
    HourlyQuota(String what, int perHour, InstantSource clock) {
        this.what = what;
        this.perHour = perHour;
        this.clock = clock;
    }

    /**
     * Takes tokens, all or none.
     *
     * @throws RefusedQuestionException if there are not so many
     */
    synchronized void take(String asker, int count) {
        Level now = level(asker);
        long left = now.credit() - count * HOUR_NANOS;
        if (left < 0) {
            long missing = Math.min(-left, perHour * HOUR_NANOS - now.credit());
            throw RefusedQuestionException.quota(what, perHour, Duration.ofNanos(missing / perHour));
        }
        levels.put(asker, new Level(left, now.at()));
    }

    /** Gives back what was taken for nothing. */
    synchronized void giveBack(String asker, int count) {
        Level now = level(asker);
        long credit = Math.min(perHour * HOUR_NANOS, now.credit() + count * HOUR_NANOS);
        levels.put(asker, new Level(credit, now.at()));
    }

    private Level level(String asker) {
        Instant now = clock.instant();
        Level last = levels.getOrDefault(asker, new Level(perHour * HOUR_NANOS, now));
        long passed = Math.max(
                0, Math.min(HOUR_NANOS, Duration.between(last.at(), now).toNanos()));
        return new Level(Math.min(perHour * HOUR_NANOS, last.credit() + passed * perHour), now);
    }
}
