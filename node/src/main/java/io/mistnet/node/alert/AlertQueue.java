package io.mistnet.node.alert;

import io.mistnet.node.relational.RelationalDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/**
 * Reads alerts page by page. A page begins behind the last alert of the page before, and is read from an index in its order, so that the last page takes no longer than the first. An index has the order within one state only; pages of several
 * states are merged from theirs.
 *
 * <p>Where only few alerts match by assignee, rule, age or account, these are found by their own index and sorted. Which way is taken is said to the database by the order that is asked for: H2 reads an index in order only if the order names the
 * index's columns from the first on.
 */
public final class AlertQueue {

    private static final int FEW_ACCOUNTS = 200;
    private static final int FEW_ALERTS = 3_000;

    /**
     * PostgreSQL does not look past an OFFSET. Without it, it plans a statement that it has seen five times for any rule or assignee at all, takes the order's index, and reads through all alerts for one that is rare: 20 ms instead of
     * 0.2 with a hundred thousand, more with more.
     */
    private static final String FOUND_FIRST = "(SELECT * FROM alerts WHERE %s OFFSET 0 ROWS) AS alerts";

    private final RelationalDatabase database;

    public AlertQueue(RelationalDatabase database) {
        this.database = database;
    }

    /**
     * The alerts that match, behind a position.
     *
     * @param after empty for the first page
     * @param size the most alerts on a page
     */
    public QueuePage page(AlertFilter filter, AlertOrder order, Optional<AlertCursor> after, int size) {
        if (!filter.mayMatch()) {
            return new QueuePage(List.of(), Optional.empty());
        }
        List<Alert> found = database.inTransaction(handle -> read(handle, filter, order, after, size + 1));
        boolean more = found.size() > size;
        List<Alert> page = more ? found.subList(0, size) : found;
        return new QueuePage(page, more ? Optional.of(AlertCursor.behind(page.get(size - 1))) : Optional.empty());
    }

    private static List<Alert> read(
            Handle handle, AlertFilter filter, AlertOrder order, Optional<AlertCursor> after, int most) {
        QueueConditions conditions = new QueueConditions(filter);
        if (filter.account().isPresent()) {
            String text = filter.account().get();
            List<Long> accounts = accounts(handle, text);
            if (accounts.isEmpty()) {
                return List.of();
            }
            if (accounts.size() < FEW_ACCOUNTS) {
                conditions.ofAccounts(accounts);
            } else {
                conditions.containing(text);
            }
        }
        after.ifPresent(conditions::after);
        List<String> ranges = after.isPresent() ? order.ranges() : List.of("1 = 1");
        List<Alert> found = new ArrayList<>();
        for (AlertState state : filter.states()) {
            found.addAll(read(handle, conditions, state, order, ranges, most));
        }
        return found.stream().sorted(order.comparator()).limit(most).toList();
    }

    private static List<Alert> read(
            Handle handle,
            QueueConditions conditions,
            AlertState state,
            AlertOrder order,
            List<String> ranges,
            int most) {
        boolean few = conditions.mayBeFew() && count(handle, conditions, state) < FEW_ALERTS;
        String from = few ? FOUND_FIRST.formatted(conditions.selectiveIn(state)) : "alerts";
        String orderBy = few ? order.columns() : "state, " + order.columns();
        List<Alert> found = new ArrayList<>();
        for (String range : ranges) {
            if (found.size() < most) {
                found.addAll(read(handle, conditions, state, from, range, orderBy, most - found.size()));
            }
        }
        return found;
    }

    private static List<Alert> read(
            Handle handle,
            QueueConditions conditions,
            AlertState state,
            String from,
            String range,
            String orderBy,
            int most) {
        try (Query query = handle.createQuery("SELECT %s FROM %s WHERE %s AND %s ORDER BY %s LIMIT :most"
                .formatted(AlertRows.ALERT_COLUMNS, from, conditions.in(state), range, orderBy))) {
            return query.bindMap(conditions.values())
                    .bind("most", most)
                    .map((row, context) -> AlertRows.alert(row))
                    .list();
        }
    }

    /** How many alerts match the conditions that have an index, counted no further than is asked for. */
    private static int count(Handle handle, QueueConditions conditions, AlertState state) {
        try (Query query = handle.createQuery("SELECT COUNT(*) FROM (SELECT id FROM alerts WHERE %s LIMIT %d) AS few"
                .formatted(conditions.selectiveIn(state), FEW_ALERTS))) {
            return query.bindMap(conditions.values()).mapTo(Integer.class).one();
        }
    }

    /** A whole number is found at once; for a part of one all numbers are read. */
    private static List<Long> accounts(Handle handle, String text) {
        List<Long> whole = accounts(handle, "account_number = :text", text);
        return whole.isEmpty()
                ? accounts(handle, "account_number LIKE :text ESCAPE '!'", QueueConditions.pattern(text))
                : whole;
    }

    private static List<Long> accounts(Handle handle, String condition, String text) {
        try (Query query = handle.createQuery(
                "SELECT id FROM alert_accounts WHERE %s LIMIT %d".formatted(condition, FEW_ACCOUNTS))) {
            return query.bind("text", text).mapTo(Long.class).list();
        }
    }
}
