package io.mistnet.node.alert;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The conditions of the queries for one page, and the values in them. What people typed is only ever a value. */
final class QueueConditions {

    private final List<String> conditions = new ArrayList<>();
    private final List<String> selective = new ArrayList<>();
    private final List<String> ofAge = new ArrayList<>();
    private final Map<String, Object> values = new HashMap<>();

    QueueConditions(AlertFilter filter) {
        filter.assignee().ifPresent(id -> select("assignee = :assignee", "assignee", id));
        filter.rule().ifPresent(rule -> select("rule = :rule", "rule", rule));
        filter.leastRisk().ifPresent(risk -> add("risk >= :leastRisk", "leastRisk", risk));
        filter.raisedFrom().ifPresent(from -> ofAge("raised_at >= :raisedFrom", "raisedFrom", time(from)));
        filter.raisedBefore().ifPresent(before -> ofAge("raised_at < :raisedBefore", "raisedBefore", time(before)));
    }

    /** Alerts of accounts whose numbers contain a text, which many do: PostgreSQL would take a LIKE for one that few match, and sort them all. */
    void containing(String text) {
        add("POSITION(:account IN account_number) > 0", "account", text);
    }

    /** Alerts of some accounts. */
    void ofAccounts(List<Long> ids) {
        List<String> names = new ArrayList<>();
        for (Long id : ids) {
            String name = "account" + names.size();
            names.add(":" + name);
            values.put(name, id);
        }
        String condition = "account IN (%s)".formatted(String.join(", ", names));
        conditions.add(condition);
        selective.add(condition);
    }

    /** Begins with the position behind which to read. */
    void after(AlertCursor cursor) {
        values.put("afterRisk", cursor.risk());
        values.put("afterRaisedAt", time(cursor.raisedAt()));
        values.put("afterId", cursor.id());
    }

    /** Whether there are conditions by an index of which the matching alerts are found. */
    boolean mayBeFew() {
        return !selective.isEmpty() || !ofAge.isEmpty();
    }

    /** Those conditions alone, in a state: by age only where there is no other, for H2 would take the index by age before one of which fewer match. */
    String selectiveIn(AlertState state) {
        return in(state, selective.isEmpty() ? ofAge : selective);
    }

    String in(AlertState state) {
        return in(state, conditions);
    }

    Map<String, Object> values() {
        return values;
    }

    static String pattern(String text) {
        return "%" + text.replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%";
    }

    private static String in(AlertState state, List<String> conditions) {
        String inState = "state = '%s'".formatted(state.name());
        return conditions.isEmpty() ? inState : inState + " AND " + String.join(" AND ", conditions);
    }

    private void select(String condition, String name, Object value) {
        add(condition, name, value);
        selective.add(condition);
    }

    private void ofAge(String condition, String name, Object value) {
        add(condition, name, value);
        ofAge.add(condition);
    }

    private void add(String condition, String name, Object value) {
        conditions.add(condition);
        values.put(name, value);
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
