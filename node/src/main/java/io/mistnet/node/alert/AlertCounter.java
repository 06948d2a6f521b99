package io.mistnet.node.alert;

import io.mistnet.node.relational.RelationalDatabase;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/**
 * Counts alerts, anew where the last count is too old: however many people look at the queue, the database counts once in that time, and nobody but whoever counts waits for it. What is changed here moves the last count along. Safe for any
 * thread.
 */
public final class AlertCounter {

    private static final Duration KEPT = Duration.ofSeconds(5);

    private final RelationalDatabase database;
    private final InstantSource clock;
    private final ReentrantLock counting = new ReentrantLock();
    private final AtomicReference<@Nullable AlertCounts> last = new AtomicReference<>();

    public AlertCounter(RelationalDatabase database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /** The counts: five seconds old at most, and what a count takes. */
    public AlertCounts counts() {
        AlertCounts known = last.get();
        if (known == null) {
            counting.lock();
        } else if (isFresh(known) || !counting.tryLock()) {
            return known;
        }
        try {
            known = last.get();
            if (known == null || !isFresh(known)) {
                Instant now = clock.instant();
                known = new AlertCounts(count(), now);
                last.set(known);
            }
            return known;
        } finally {
            counting.unlock();
        }
    }

    /** Whoever has just changed an alert sees it counted where it is now. */
    void moved(Alert from, Alert to) {
        last.updateAndGet(counts -> counts == null ? null : counts.moved(from, to));
    }

    /** How many alerts that are not closed the person with this id works. */
    public long workedBy(String id) {
        return database.inTransaction(handle -> {
            try (Query query =
                    handle.createQuery("SELECT COUNT(*) FROM alerts WHERE assignee = :id AND state = 'ASSIGNED'")) {
                return query.bind("id", id).mapTo(Long.class).one();
            }
        });
    }

    private boolean isFresh(AlertCounts counts) {
        return counts.at().plus(KEPT).isAfter(clock.instant());
    }

    private List<AlertCounts.Row> count() {
        return database.inTransaction(handle -> {
            try (Query query = handle.createQuery(
                    "SELECT state, rule, disposition, COUNT(*) AS alerts FROM alerts GROUP BY state, rule, disposition")) {
                return query.map((row, context) -> new AlertCounts.Row(
                                AlertState.valueOf(row.getString("state")),
                                row.getString("rule"),
                                Feedback.of(Optional.ofNullable(row.getString("disposition"))
                                        .map(Disposition::valueOf)),
                                row.getLong("alerts")))
                        .list();
            }
        });
    }
}
