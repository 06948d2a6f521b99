package io.mistnet.node.casework;

import io.mistnet.connectors.selector.Selector;
import io.mistnet.connectors.selector.SelectorType;
import io.mistnet.node.lookup.FoundRecord;
import java.util.List;
import java.util.Optional;

/** What was looked up, and what was found: kept so that it is not asked again needlessly. Thread-safe; calls block. */
public final class CaseLookups {

    /** Lookups of a page. */
    public static final int SIZE = 25;

    private static final int MOST_OTHER_CASES = 20;

    private final CaseStore store;

    public CaseLookups(CaseStore store) {
        this.store = store;
    }

    public Optional<CaseLookup> find(long id) {
        return store.read(handle -> LookupRows.find(handle, id));
    }

    /** @throws UnknownItemException where there is none */
    public CaseLookup require(long id) {
        return find(id).orElseThrow(() -> new UnknownItemException("lookup"));
    }

    /** What a lookup found, in the order in which it was contributed. */
    public List<FoundRecord> records(long id) {
        return store.read(handle -> LookupRows.records(handle, id));
    }

    /** The newest answer that a case has to a selector. */
    public Optional<CaseLookup> answered(long caseId, Selector selector) {
        return store.read(handle -> handle.createQuery("""
                        SELECT %s FROM %s
                        WHERE l.case_id = :case AND l.selector_type = :type AND l.selector = :selector
                          AND l.state = 'ANSWERED'
                        ORDER BY l.id DESC LIMIT 1
                        """.formatted(LookupRows.COLUMNS, LookupRows.TABLES))
                .bind("case", caseId)
                .bind("type", selector.type().id())
                .bind("selector", selector.canonical())
                .map((row, context) -> LookupRows.read(row))
                .findOne());
    }

    /** The lookups of a case, the newest first; with {@code hitsOnly} those that found something. */
    public Page<CaseLookup> ofCase(long caseId, boolean hitsOnly, int number) {
        return page("l.case_id = %d%s".formatted(caseId, hitsOnly ? " AND l.found > 0" : ""), number);
    }

    /** Those of all cases, the newest first. */
    public Page<CaseLookup> all(int number) {
        return page("1 = 1", number);
    }

    /** Other cases in which a selector was looked up, the newest first. */
    public List<CaseFile> otherCases(long caseId, SelectorType type, String selector) {
        return store.read(handle -> handle.createQuery("""
                        SELECT %s FROM %s
                        WHERE c.id <> :case AND EXISTS (SELECT 1 FROM case_lookup l
                          WHERE l.case_id = c.id AND l.selector_type = :type AND l.selector = :selector)
                        ORDER BY c.id DESC LIMIT :most
                        """.formatted(CaseRows.COLUMNS, CaseRows.TABLES))
                .bind("case", caseId)
                .bind("type", type.id())
                .bind("selector", selector)
                .bind("most", MOST_OTHER_CASES)
                .map((row, context) -> CaseRows.read(row))
                .list());
    }

    /** Where phone numbers were dialled in the newest lookup of this case that said so. */
    public Optional<String> region(long caseId) {
        return store.read(handle ->
                handle.createQuery("""
                        SELECT region FROM case_lookup WHERE case_id = :case AND region IS NOT NULL
                        ORDER BY id DESC LIMIT 1
                        """).bind("case", caseId).mapTo(String.class).findOne());
    }

    /** The case of somebody's newest lookup. */
    public Optional<Long> lastCase(String user) {
        return store.read(handle -> handle.createQuery(
                        "SELECT case_id FROM case_lookup WHERE person_id = :user ORDER BY id DESC LIMIT 1")
                .bind("user", user)
                .mapTo(Long.class)
                .findOne());
    }

    private Page<CaseLookup> page(String condition, int number) {
        List<CaseLookup> read = store.read(
                handle -> handle.createQuery("SELECT %s FROM %s WHERE %s ORDER BY l.id DESC LIMIT :limit OFFSET :offset"
                                .formatted(LookupRows.COLUMNS, LookupRows.TABLES, condition))
                        .bind("limit", SIZE + 1)
                        .bind("offset", (long) (number - 1) * SIZE)
                        .map((row, context) -> LookupRows.read(row))
                        .list());
        return Page.of(read, number, SIZE);
    }
}
