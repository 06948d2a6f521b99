package io.mistnet.node.casework;

import io.mistnet.node.access.User;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.Query;

/**
 * Long lists for programs that read them to their end, the newest first. A part begins behind the last item of the part before, so that nothing is left out or read twice, whatever is added meanwhile. Thread-safe; calls
 * block.
 */
public final class CaseListings {

    private final CaseStore store;

    public CaseListings(CaseStore store) {
        this.store = store;
    }

    /**
     * Which part of a list.
     *
     * @param before items with a lower number than this one; empty for the first part
     * @param most so many at most
     */
    public record Part(Optional<Long> before, int most) {

        private long bound() {
            return before.orElse(Long.MAX_VALUE);
        }
    }

    /**
     * An item with its number.
     *
     * @param number falls from item to item
     * @param item the item
     */
    public record Numbered<T>(long number, T item) {}

    public List<CaseFile> cases(User reader, CaseFilter filter, Part part) {
        return store.read(handle -> {
            Query query = part(
                    handle,
                    "SELECT %s FROM %s WHERE c.id < :before%s ORDER BY c.id DESC LIMIT :most"
                            .formatted(CaseRows.COLUMNS, CaseRows.TABLES, CaseList.conditions(filter)),
                    part);
            filter.state().ifPresent(state -> query.bind("state", state.name()));
            filter.text().ifPresent(text -> query.bind("text", CaseList.pattern(text)));
            if (filter.ownOnly()) {
                query.bind("me", reader.id());
            }
            return query.map((row, context) -> CaseRows.read(row)).list();
        });
    }

    public List<Numbered<CaseEvent>> events(long caseId, Part part) {
        return ofCase(
                caseId,
                """
                SELECT e.id, e.happened_at, e.person_id, p.name AS person_name, e.kind, e.subject_id, e.text
                FROM case_event e JOIN case_person p ON p.id = e.person_id
                WHERE e.case_id = :case AND e.id < :before ORDER BY e.id DESC LIMIT :most
                """,
                part,
                (row, context) -> new Numbered<>(
                        row.getLong("id"),
                        new CaseEvent(
                                CaseRows.instant(row.getTimestamp("happened_at")),
                                People.person(row, "person"),
                                CaseEvent.Kind.valueOf(row.getString("kind")),
                                CaseRows.optionalLong(row, "subject_id"),
                                row.getString("text"))));
    }

    /** Lookups of a case; with {@code hitsOnly} those that found something. */
    public List<CaseLookup> lookups(long caseId, boolean hitsOnly, Part part) {
        String condition = hitsOnly ? " AND l.found > 0" : "";
        return ofCase(
                caseId,
                "SELECT %s FROM %s WHERE l.case_id = :case AND l.id < :before%s ORDER BY l.id DESC LIMIT :most"
                        .formatted(LookupRows.COLUMNS, LookupRows.TABLES, condition),
                part,
                (row, context) -> LookupRows.read(row));
    }

    public List<Batch> batches(long caseId, Part part) {
        return ofCase(
                caseId,
                "SELECT %s FROM %s WHERE b.case_id = :case AND b.id < :before ORDER BY b.id DESC LIMIT :most"
                        .formatted(BatchRows.COLUMNS, BatchRows.TABLES),
                part,
                (row, context) -> BatchRows.read(row));
    }

    /** Requests for approval, in one state or in any. */
    public List<ApprovalRequest> approvals(Optional<ApprovalState> state, Part part) {
        String condition = state.isPresent() ? " AND r.state = :state" : "";
        return store.read(handle -> {
            Query query = part(
                    handle,
                    ApprovalRows.SELECT + " WHERE r.id < :before%s ORDER BY r.id DESC LIMIT :most".formatted(condition),
                    part);
            state.ifPresent(wanted -> query.bind("state", wanted.name()));
            return query.map((row, context) -> ApprovalRows.read(row)).list();
        });
    }

    /** @throws UnknownItemException where there is no such case */
    private <T> List<T> ofCase(long caseId, String statement, Part part, RowMapper<T> mapper) {
        return store.read(handle -> {
            CaseRows.require(handle, caseId);
            return part(handle, statement, part)
                    .bind("case", caseId)
                    .map(mapper)
                    .list();
        });
    }

    private static Query part(Handle handle, String statement, Part part) {
        return handle.createQuery(statement).bind("before", part.bound()).bind("most", part.most());
    }
}
