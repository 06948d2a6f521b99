package io.mistnet.node.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.mistnet.node.alert.AlertCursor;
import io.mistnet.node.alert.AlertFilter;
import io.mistnet.node.alert.AlertOrder;
import io.mistnet.node.alert.AlertQueue;
import io.mistnet.node.alert.AlertState;
import io.mistnet.node.alert.QueuePage;
import io.mistnet.node.api.frame.Cursor;
import io.mistnet.node.api.frame.EnumIds;
import io.mistnet.node.api.frame.Json;
import io.mistnet.node.api.frame.Paging;
import io.mistnet.node.api.frame.Values;
import java.util.Optional;
import java.util.Set;

/**
 * A page of alerts that somebody asks for.
 *
 * @param filter which alerts
 * @param order in which order
 * @param after where the page begins
 * @param limit the most alerts on it
 */
record AlertSearch(AlertFilter filter, AlertOrder order, Optional<AlertCursor> after, int limit) {

    /** The names of the values that can stand in an address. */
    static final String[] PARAMETERS = {
        "state", "assignee", "rule", "leastRisk", "raisedFrom", "raisedBefore", "sort", Paging.LIMIT, Paging.CURSOR
    };

    /** The rows of a page, and where the next one begins. */
    record Page(ArrayNode items, Optional<String> next) {}

    /** @param account the number of an account or a part of it, which never stands in an address */
    static AlertSearch read(Values values, Optional<String> account) {
        Set<AlertState> states = values.choices("state", AlertState.class);
        AlertFilter filter = new AlertFilter(
                states.isEmpty() ? AlertFilter.toDo().states() : states,
                values.text("assignee"),
                values.text("rule"),
                values.decimal("leastRisk"),
                values.time("raisedFrom"),
                values.time("raisedBefore"),
                account);
        AlertOrder order = values.choice("sort", AlertOrder.class).orElse(AlertOrder.RISK);
        return new AlertSearch(
                filter, order, Cursor.read(values, list(order), AlertCursor::parse), Paging.limit(values));
    }

    Page in(AlertQueue queue) {
        QueuePage page = queue.page(filter, order, after, limit);
        ArrayNode items = Json.array();
        page.alerts().forEach(alert -> items.add(AlertJson.summary(alert)));
        return new Page(items, page.next().map(cursor -> Cursor.write(list(order), cursor.text())));
    }

    private static String list(AlertOrder order) {
        return "alerts-" + EnumIds.of(order);
    }
}
