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

    private record Level(double tokens, Instant at) {}

    /**
     * @param what the tokens stand for, in messages
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
        if (now.tokens() < count) {
            double missing = Math.min(count, perHour) - now.tokens();
            throw RefusedQuestionException.quota(
                    what, perHour, Duration.ofNanos((long) (missing * HOUR_NANOS / perHour)));
        }
        levels.put(asker, new Level(now.tokens() - count, now.at()));
    }

    /** Gives back what was taken for nothing. */
    synchronized void giveBack(String asker, int count) {
        Level now = level(asker);
        levels.put(asker, new Level(Math.min(perHour, now.tokens() + count), now.at()));
    }

    private Level level(String asker) {
        Instant now = clock.instant();
        Level last = levels.getOrDefault(asker, new Level(perHour, now));
        long passed = Math.max(
                0, Math.min(HOUR_NANOS, Duration.between(last.at(), now).toNanos()));
        return new Level(Math.min(perHour, last.tokens() + (double) passed * perHour / HOUR_NANOS), now);
    }
}
