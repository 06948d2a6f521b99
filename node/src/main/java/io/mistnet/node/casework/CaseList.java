package io.mistnet.node.casework;

import io.mistnet.node.access.User;
import java.util.List;
import java.util.Locale;
import org.jdbi.v3.core.statement.Query;

/** Lists cases, the reader's own first, then the newest. Thread-safe; calls block. */
public final class CaseList {

    /** Cases of a page. */
    public static final int SIZE = 25;

    static final String OWN = """
            (c.owner_id = :me OR EXISTS
              (SELECT 1 FROM case_member m WHERE m.case_id = c.id AND m.person_id = :me))
            """;

    private final CaseStore store;

    public CaseList(CaseStore store) {
        this.store = store;
    }

    public Page<CaseSummary> page(User reader, CaseFilter filter, int number) {
        return store.read(handle -> {
            Query query = handle.createQuery("""
                            SELECT %s, CASE WHEN %s THEN 0 ELSE 1 END AS distance,
                              (SELECT COUNT(*) FROM case_lookup l WHERE l.case_id = c.id) AS lookups
                            FROM %s WHERE 1 = 1%s
                            ORDER BY distance, c.id DESC LIMIT :limit OFFSET :offset
                            """.formatted(CaseRows.COLUMNS, OWN, CaseRows.TABLES, conditions(filter)))
                    .bind("me", reader.id())
                    .bind("limit", SIZE + 1)
                    .bind("offset", (long) (number - 1) * SIZE);
            filter.state().ifPresent(state -> query.bind("state", state.name()));
            filter.text().ifPresent(text -> query.bind("text", pattern(text)));
            List<CaseSummary> read = query.map((row, context) ->
                            new CaseSummary(CaseRows.read(row), row.getInt("distance") == 0, row.getLong("lookups")))
                    .list();
            return Page.of(read, number, SIZE);
        });
    }

    static String conditions(CaseFilter filter) {
        StringBuilder conditions = new StringBuilder();
        filter.state().ifPresent(state -> conditions.append(" AND c.state = :state"));
        filter.text()
                .ifPresent(text -> conditions.append(
                        " AND (LOWER(c.reference) LIKE :text ESCAPE '!' OR LOWER(c.title) LIKE :text ESCAPE '!')"));
        if (filter.ownOnly()) {
            conditions.append(" AND ").append(OWN);
        }
        return conditions.toString();
    }

    static String pattern(String text) {
        String plain = text.toLowerCase(Locale.ROOT)
                .replace("!", "!!")
                .replace("%", "!%")
                .replace("_", "!_")
                .replace("\0", "");
        return "%" + plain + "%";
    }
}
