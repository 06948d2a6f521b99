package io.mistnet.node.access.local;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Counts wrong passwords for names, and locks those that had too many. Names without an account are counted as others are, so that a lock tells nothing. An attempt counts from its beginning: many at once are no more than
 * many in a row. In memory, for a bounded number of names; the one that was tried least recently is forgotten. Thread-safe.
 */
final class LockOut {

    /** So many wrong passwords lock a name. */
    static final int MOST_WRONG = 5;

    /** For so long; after so long without an attempt earlier ones are forgotten. */
    static final Duration LOCKED = Duration.ofMinutes(15);

    private static final int MOST_NAMES = 100_000;

    private final InstantSource clock;
    private final Map<AccountName, Attempts> byName = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<AccountName, Attempts> eldest) {
            return size() > MOST_NAMES;
        }
    };

    /** @param until when they are forgotten, and the lock ends where there are too many */
    private record Attempts(int count, Instant until) {}

    LockOut(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * Begins an attempt, which is wrong unless {@link #right} follows.
     *
     * @return when the next may be made, where this one may not
     */
    synchronized Optional<Instant> attempt(AccountName name) {
        Instant now = clock.instant();
        Attempts before = byName.get(name);
        if (before == null || !now.isBefore(before.until())) {
            before = new Attempts(0, now);
        }
        if (before.count() >= MOST_WRONG) {
            return Optional.of(before.until());
        }
        byName.put(name, new Attempts(before.count() + 1, now.plus(LOCKED)));
        return Optional.empty();
    }

    /** The attempt was right: all that were not are forgotten. */
    synchronized void right(AccountName name) {
        byName.remove(name);
    }
}
