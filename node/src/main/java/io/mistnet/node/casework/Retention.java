package io.mistnet.node.casework;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes closed cases with all that is in them when the time for which they are kept has passed, and lists that were uploaded and never asked. The audit log stays: it has the selectors' keyed hashes alone. Thread-safe; calls block.
 */
public final class Retention {

    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);
    private static final Duration UNASKED = Duration.ofDays(7);

    private static final String LOOKUPS = "(SELECT id FROM case_lookup WHERE case_id = :case)";
    private static final String BATCHES = "(SELECT id FROM lookup_batch WHERE case_id = :case)";

    /** What refers to a case, each before what it refers to. */
    private static final List<String> STATEMENTS = List.of(
            "DELETE FROM approval_request WHERE batch_id IN " + BATCHES,
            "DELETE FROM batch_bad_line WHERE batch_id IN " + BATCHES,
            "DELETE FROM batch_line WHERE batch_id IN " + BATCHES,
            "DELETE FROM found_record WHERE lookup_id IN " + LOOKUPS,
            "DELETE FROM case_lookup WHERE case_id = :case",
            "DELETE FROM lookup_batch WHERE case_id = :case",
            "DELETE FROM case_event WHERE case_id = :case",
            "DELETE FROM case_member WHERE case_id = :case",
            "DELETE FROM case_file WHERE id = :case");

    private final CaseStore store;
    private final Duration least;

    /** @param leastRetentionDays for how long the institution keeps every closed case, whatever the case says */
    public Retention(CaseStore store, int leastRetentionDays) {
        this.store = store;
        this.least = Duration.ofDays(leastRetentionDays);
    }

    /**
     * Deletes what is due.
     *
     * @return how many cases were deleted
     */
    public int enforce() {
        List<Long> due = store.read(handle -> handle
                .createQuery("SELECT %s FROM %s WHERE c.state = 'CLOSED'".formatted(CaseRows.COLUMNS, CaseRows.TABLES))
                .map((row, context) -> CaseRows.read(row))
                .stream()
                .filter(this::isDue)
                .map(CaseFile::id)
                .toList());
        int deleted = 0;
        for (long id : due) {
            deleted += store.read(handle -> delete(handle, id));
        }
        int unasked = store.read(this::deleteUnasked);
        if (deleted + unasked > 0) {
            LOG.info(
                    "deleted cases={} unasked-batches={}: the time for which they are kept has passed",
                    deleted,
                    unasked);
        }
        return deleted;
    }

    private boolean isDue(CaseFile file) {
        Instant now = store.now();
        return file.deletedAt().filter(at -> !at.isAfter(now)).isPresent()
                && file.closedAt().filter(at -> !at.plus(least).isAfter(now)).isPresent();
    }

    /** It may have been opened again since it was listed. */
    private int delete(Handle handle, long id) {
        handle.createQuery("SELECT id FROM case_file WHERE id = :id FOR UPDATE")
                .bind("id", id)
                .mapTo(Long.class)
                .findOne();
        if (CaseRows.find(handle, id).filter(this::isDue).isEmpty()) {
            return 0;
        }
        STATEMENTS.forEach(
                statement -> handle.createUpdate(statement).bind("case", id).execute());
        return 1;
    }

    /** Locked first: somebody may have a list asked while it is deleted. */
    private int deleteUnasked(Handle handle) {
        List<Long> old = handle.createQuery(
                        "SELECT id FROM lookup_batch WHERE state = 'PREPARED' AND uploaded_at < :before FOR UPDATE")
                .bind("before", store.now().minus(UNASKED))
                .mapTo(Long.class)
                .list();
        for (long id : old) {
            for (String statement : List.of(
                    "DELETE FROM batch_bad_line WHERE batch_id = :id",
                    "DELETE FROM batch_line WHERE batch_id = :id",
                    "DELETE FROM lookup_batch WHERE id = :id")) {
                handle.createUpdate(statement).bind("id", id).execute();
            }
        }
        return old.size();
    }
}
