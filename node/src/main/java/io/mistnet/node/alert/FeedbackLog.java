package io.mistnet.node.alert;

import io.mistnet.node.relational.RelationalDatabase;
import java.time.OffsetDateTime;
import java.util.List;
import org.jdbi.v3.core.statement.Query;

/** Reads what closed alerts say of the rules that raised them. An alert that is reopened leaves it until it is closed again. */
public final class FeedbackLog {

    private final RelationalDatabase database;

    public FeedbackLog(RelationalDatabase database) {
        this.database = database;
    }

    /**
     * Some rows, by the number of the occurrence.
     *
     * @param after the number of the last row that was read before; 0 for the first
     * @param most so many at most
     */
    public List<Numbered> rows(long after, int most) {
        return database.inTransaction(handle -> {
            try (Query query = handle.createQuery("""
                    SELECT o.id, a.account_number, o.epoch, o.rule, a.disposition, a.closed_at
                    FROM alert_occurrences o JOIN alerts a ON a.id = o.alert
                    WHERE o.id > :after AND a.state = 'CLOSED' ORDER BY o.id LIMIT :most""")) {
                return query.bind("after", after)
                        .bind("most", most)
                        .map((row, context) -> new Numbered(
                                row.getLong("id"),
                                new FeedbackRow(
                                        row.getString("account_number"),
                                        row.getLong("epoch"),
                                        row.getString("rule"),
                                        Disposition.valueOf(row.getString("disposition")),
                                        row.getObject("closed_at", OffsetDateTime.class)
                                                .toInstant())))
                        .list();
            }
        });
    }

    /**
     * A row and its number.
     *
     * @param number rises from row to row
     * @param row the row
     */
    public record Numbered(long number, FeedbackRow row) {}
}
