package io.mistnet.node.casework;

import io.mistnet.connectors.selector.Selector;
import io.mistnet.connectors.selector.SelectorType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Batches and their lines, as rows. */
final class BatchRows {

    static final String COLUMNS = """
            b.id, b.case_id, c.reference AS case_reference, b.person_id, p.name AS person_name, b.legal_basis,
            b.uploaded_at, b.ended_at, b.state, b.failure_kind, b.failure,
            b.evaluations, b.holders_asked, b.holders_answered, b.queries, b.bytes_sent, b.bytes_received, b.version
            """;

    static final String TABLES =
            "lookup_batch b JOIN case_file c ON c.id = b.case_id JOIN case_person p ON p.id = b.person_id";

    private BatchRows() {}

    static Batch read(ResultSet row) throws SQLException {
        return new Batch(
                row.getLong("id"),
                row.getLong("case_id"),
                row.getString("case_reference"),
                People.person(row, "person"),
                row.getString("legal_basis"),
                CaseRows.instant(row.getTimestamp("uploaded_at")),
                CaseRows.optional(row.getTimestamp("ended_at")),
                BatchState.valueOf(row.getString("state")),
                LookupRows.failure(row),
                LookupRows.revealed(row),
                row.getLong("version"));
    }

    static Optional<Batch> find(Handle handle, long id) {
        return handle.createQuery("SELECT %s FROM %s WHERE b.id = :id".formatted(COLUMNS, TABLES))
                .bind("id", id)
                .map((row, context) -> read(row))
                .findOne();
    }

    static Batch require(Handle handle, long id) {
        return find(handle, id).orElseThrow(() -> new UnknownItemException("batch"));
    }

    static long insert(Handle handle, CaseFile file, String person, String legalBasis, BatchFile upload, Instant at) {
        long id = handle.createUpdate("""
                        INSERT INTO lookup_batch (case_id, person_id, legal_basis, uploaded_at, state,
                          evaluations, holders_asked, holders_answered, queries, bytes_sent, bytes_received, version)
                        VALUES (:case, :person, :basis, :at, 'PREPARED', 0, '', '', 0, 0, 0, 1)
                        """)
                .bind("case", file.id())
                .bind("person", person)
                .bind("basis", legalBasis)
                .bind("at", at)
                .executeAndReturnGeneratedKeys("id")
                .mapTo(Long.class)
                .one();
        PreparedBatch lines = handle.prepareBatch(
                "INSERT INTO batch_line (batch_id, line, selector_type, selector) VALUES (:batch, :line, :type, :selector)");
        upload.lines()
                .forEach(line -> lines.bind("batch", id)
                        .bind("line", line.number())
                        .bind("type", line.selector().type().id())
                        .bind("selector", line.selector().canonical())
                        .add());
        PreparedBatch bad = handle.prepareBatch(
                "INSERT INTO batch_bad_line (batch_id, line, reason) VALUES (:batch, :line, :reason)");
        upload.bad()
                .forEach(line -> bad.bind("batch", id)
                        .bind("line", line.number())
                        .bind("reason", KeptText.of(line.reason(), 400))
                        .add());
        if (lines.size() > 0) {
            lines.execute();
        }
        if (bad.size() > 0) {
            bad.execute();
        }
        return id;
    }

    /** Somebody's list that waits for a supervisor, of nothing but what this lookup asked. */
    static Optional<Long> waiting(Handle handle, CaseFile file, String person, CaseLookup lookup) {
        return handle.createQuery("""
                        SELECT MAX(b.id) FROM lookup_batch b JOIN batch_line n ON n.batch_id = b.id
                        WHERE b.case_id = :case AND b.person_id = :person AND b.state = 'WAITING'
                          AND n.selector_type = :type AND n.selector = :selector
                          AND NOT EXISTS (SELECT 1 FROM batch_line m WHERE m.batch_id = b.id AND m.line <> n.line)
                        """)
                .bind("case", file.id())
                .bind("person", person)
                .bind("type", lookup.type().id())
                .bind("selector", lookup.selector())
                .mapTo(Long.class)
                .findOne();
    }

    /** @return how many rows changed: 1, or 0 where it is in another state by now */
    static int move(Handle handle, long id, long version, BatchState from, BatchState to) {
        return handle.createUpdate("""
                        UPDATE lookup_batch SET state = :to, version = version + 1
                        WHERE id = :id AND version = :version AND state = :from
                        """)
                .bind("to", to.name())
                .bind("id", id)
                .bind("version", version)
                .bind("from", from.name())
                .execute();
    }

    /** @return whether it was being asked until now; what has ended stays as it ended */
    static boolean failed(Handle handle, long id, Failure failure, Revealed revealed, Instant at) {
        return handle.createUpdate("""
                        UPDATE lookup_batch SET state = 'FAILED', ended_at = :at, failure_kind = :kind,
                          failure = :failure, evaluations = evaluations + :evaluations,
                          holders_asked = :holdersAsked, holders_answered = :holdersAnswered, queries = queries + :queries,
                          bytes_sent = bytes_sent + :sent, bytes_received = bytes_received + :received,
                          version = version + 1
                        WHERE id = :id AND state = 'RUNNING'
                        """)
                        .bind("id", id)
                        .bind("at", at)
                        .bind("kind", failure.kind().name())
                        .bind("failure", failure.detail())
                        .bindMap(LookupRows.values(revealed))
                        .execute()
                > 0;
    }

    /** The different selectors that the batch has no answer to yet, in the order of their lines. */
    static List<Selector> unanswered(Handle handle, long id) {
        return handle.createQuery("""
                        SELECT selector_type, selector FROM batch_line
                        WHERE batch_id = :batch AND lookup_id IS NULL
                        GROUP BY selector_type, selector ORDER BY MIN(line)
                        """)
                .bind("batch", id)
                .map((row, context) -> new Selector(
                        SelectorType.of(row.getString("selector_type")).orElseThrow(), row.getString("selector")))
                .list();
    }

    /** Takes the answers that the case has already. */
    static void reuse(Handle handle, Batch batch) {
        handle.createUpdate("""
                        UPDATE batch_line SET lookup_id =
                          (SELECT MAX(l.id) FROM case_lookup l
                           WHERE l.case_id = :case AND l.state = 'ANSWERED'
                             AND l.selector_type = batch_line.selector_type AND l.selector = batch_line.selector)
                        WHERE batch_id = :batch
                        """)
                .bind("case", batch.caseId())
                .bind("batch", batch.id())
                .execute();
    }

    static BatchSize size(Handle handle, Batch batch) {
        return handle.createQuery("""
                        SELECT
                          (SELECT COUNT(*) FROM batch_line WHERE batch_id = :batch) AS lines,
                          (SELECT COUNT(*) FROM batch_bad_line WHERE batch_id = :batch) AS bad,
                          COUNT(*) AS different,
                          COALESCE(SUM(CASE WHEN EXISTS (SELECT 1 FROM case_lookup l WHERE l.case_id = :case
                              AND l.state = 'ANSWERED' AND l.selector_type = d.selector_type
                              AND l.selector = d.selector) THEN 1 ELSE 0 END), 0) AS answered_before,
                          COALESCE(SUM(d.unanswered), 0) AS unanswered,
                          (SELECT COUNT(*) FROM batch_line n JOIN case_lookup l ON l.id = n.lookup_id
                           WHERE n.batch_id = :batch AND l.found > 0) AS hits
                        FROM (SELECT selector_type, selector,
                                MAX(CASE WHEN lookup_id IS NULL THEN 1 ELSE 0 END) AS unanswered
                              FROM batch_line WHERE batch_id = :batch GROUP BY selector_type, selector) d
                        """)
                .bind("batch", batch.id())
                .bind("case", batch.caseId())
                .map((row, context) -> new BatchSize(
                        row.getLong("lines"),
                        row.getLong("bad"),
                        row.getLong("different"),
                        row.getLong("answered_before"),
                        row.getLong("unanswered"),
                        row.getLong("hits")))
                .one();
    }
}
