package io.mistnet.node.casework;

import io.mistnet.connectors.selector.Region;
import io.mistnet.connectors.selector.Selector;
import io.mistnet.connectors.selector.SelectorType;
import io.mistnet.node.lookup.FoundRecord;
import io.mistnet.node.lookup.LookupAnswer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Lookups and what they found, as rows. */
final class LookupRows {

    static final String COLUMNS = """
            l.id, l.case_id, c.reference AS case_reference, l.batch_id, l.person_id, p.name AS person_name,
            l.legal_basis, l.selector_type, l.selector, l.asked_at, l.ended_at, l.state, l.failure_kind, l.failure,
            l.found, l.unreadable, l.evaluations, l.holders_asked, l.holders_answered, l.queries, l.bytes_sent, l.bytes_received
            """;

    static final String TABLES =
            "case_lookup l JOIN case_file c ON c.id = l.case_id JOIN case_person p ON p.id = l.person_id";

    static final String RECORD_COLUMNS = "r.institution, r.category, r.record_date, r.case_reference, r.contact";

    private static final int MOST_CHARACTERS = 400;

    private LookupRows() {}

    static CaseLookup read(ResultSet row) throws SQLException {
        return new CaseLookup(
                row.getLong("id"),
                row.getLong("case_id"),
                row.getString("case_reference"),
                CaseRows.optionalLong(row, "batch_id"),
                People.person(row, "person"),
                row.getString("legal_basis"),
                SelectorType.of(row.getString("selector_type")).orElseThrow(),
                row.getString("selector"),
                CaseRows.instant(row.getTimestamp("asked_at")),
                CaseRows.optional(row.getTimestamp("ended_at")),
                LookupState.valueOf(row.getString("state")),
                failure(row),
                row.getInt("found"),
                row.getInt("unreadable"),
                revealed(row));
    }

    static Optional<Failure> failure(ResultSet row) throws SQLException {
        String kind = row.getString("failure_kind");
        return kind == null
                ? Optional.empty()
                : Optional.of(new Failure(Failure.Kind.valueOf(kind), row.getString("failure")));
    }

    static Revealed revealed(ResultSet row) throws SQLException {
        return new Revealed(
                row.getLong("evaluations"),
                names(row.getString("holders_asked")),
                names(row.getString("holders_answered")),
                row.getLong("queries"),
                row.getLong("bytes_sent"),
                row.getLong("bytes_received"));
    }

    private static List<String> names(String joined) {
        return joined.isEmpty() ? List.of() : List.of(joined.split(","));
    }

    /** The columns of what others saw, by the names of their parameters. */
    static Map<String, Object> values(Revealed revealed) {
        return Map.of(
                "evaluations", revealed.evaluations(),
                "holdersAsked", String.join(",", revealed.holdersAsked()),
                "holdersAnswered", String.join(",", revealed.holdersAnswered()),
                "queries", revealed.queries(),
                "sent", revealed.bytesSent(),
                "received", revealed.bytesReceived());
    }

    static Optional<CaseLookup> find(Handle handle, long id) {
        return handle.createQuery("SELECT %s FROM %s WHERE l.id = :id".formatted(COLUMNS, TABLES))
                .bind("id", id)
                .map((row, context) -> read(row))
                .findOne();
    }

    /** A lookup that is about to be made. */
    static long begin(
            Handle handle,
            CaseFile file,
            String person,
            String legalBasis,
            Selector selector,
            Optional<Region> region,
            Optional<String> attempt,
            Optional<Long> batch,
            Instant at) {
        return handle.createUpdate("""
                        INSERT INTO case_lookup (case_id, batch_id, attempt, person_id, legal_basis, region,
                          selector_type, selector, asked_at, state,
                          found, unreadable, evaluations, holders_asked, holders_answered, queries, bytes_sent, bytes_received)
                        VALUES (:case, :batch, :attempt, :person, :basis, :region,
                          :type, :selector, :at, 'ASKED', 0, 0, 0, '', '', 0, 0, 0)
                        """)
                .bind("case", file.id())
                .bind("batch", batch)
                .bind("attempt", attempt)
                .bind("person", person)
                .bind("basis", legalBasis)
                .bind("region", region.map(Region::code))
                .bind("type", selector.type().id())
                .bind("selector", selector.canonical())
                .bind("at", at)
                .executeAndReturnGeneratedKeys("id")
                .mapTo(Long.class)
                .one();
    }

    static void answered(Handle handle, long id, LookupAnswer answer, Revealed revealed, Instant at) {
        handle.createUpdate("""
                        UPDATE case_lookup SET state = 'ANSWERED', ended_at = :at, found = :found,
                          unreadable = :unreadable, failure_kind = NULL, failure = NULL, evaluations = :evaluations,
                          holders_asked = :holdersAsked, holders_answered = :holdersAnswered,
                          queries = :queries, bytes_sent = :sent, bytes_received = :received
                        WHERE id = :id
                        """)
                .bind("id", id)
                .bind("at", at)
                .bind("found", answer.count())
                .bind("unreadable", answer.unreadable())
                .bindMap(values(revealed))
                .execute();
        keepRecords(handle, id, answer.records());
    }

    /** What has ended stays as it ended. */
    static void failed(Handle handle, long id, Failure failure, Revealed revealed, Instant at) {
        handle.createUpdate("""
                        UPDATE case_lookup SET state = 'FAILED', ended_at = :at, failure_kind = :kind,
                          failure = :failure, evaluations = :evaluations,
                          holders_asked = :holdersAsked, holders_answered = :holdersAnswered,
                          queries = :queries, bytes_sent = :sent, bytes_received = :received
                        WHERE id = :id AND state = 'ASKED'
                        """)
                .bind("id", id)
                .bind("at", at)
                .bind("kind", failure.kind().name())
                .bind("failure", failure.detail())
                .bindMap(values(revealed))
                .execute();
    }

    private static void keepRecords(Handle handle, long id, List<FoundRecord> records) {
        if (records.isEmpty()) {
            return;
        }
        PreparedBatch batch = handle.prepareBatch("""
                INSERT INTO found_record
                  (lookup_id, number, institution, category, record_date, case_reference, contact)
                VALUES (:lookup, :number, :institution, :category, :date, :reference, :contact)
                """);
        for (int i = 0; i < records.size(); i++) {
            bind(batch, records.get(i)).bind("lookup", id).bind("number", i).add();
        }
        batch.execute();
    }

    static PreparedBatch bind(PreparedBatch batch, FoundRecord record) {
        return batch.bind("institution", KeptText.of(record.institution(), MOST_CHARACTERS))
                .bind("category", record.category())
                .bind("date", record.date())
                .bind("reference", KeptText.of(record.caseReference(), MOST_CHARACTERS))
                .bind("contact", KeptText.of(record.contact(), MOST_CHARACTERS));
    }

    static List<FoundRecord> records(Handle handle, long lookup) {
        return handle.createQuery("SELECT %s FROM found_record r WHERE r.lookup_id = :lookup ORDER BY r.number"
                        .formatted(RECORD_COLUMNS))
                .bind("lookup", lookup)
                .map((row, context) -> record(row))
                .list();
    }

    static FoundRecord record(ResultSet row) throws SQLException {
        return new FoundRecord(
                row.getString("institution"),
                row.getString("category"),
                row.getObject("record_date", LocalDate.class),
                row.getString("case_reference"),
                row.getString("contact"));
    }
}
