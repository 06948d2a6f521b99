package io.mistnet.node.alert;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How many alerts there are.
 *
 * @param rows by state, rule and disposition
 * @param at when they were counted
 */
public record AlertCounts(List<Row> rows, Instant at) {

    /**
     * Alerts of one kind.
     *
     * @param state where they stand
     * @param rule what raised them
     * @param feedback what they say of the rule; undecided unless they are closed
     * @param count how many
     */
    public record Row(AlertState state, String rule, Feedback feedback, long count) {

        private static Row of(Alert alert, long count) {
            return new Row(alert.state(), alert.rule(), Feedback.of(alert.disposition()), count);
        }

        private Row counting(long other) {
            return new Row(state, rule, feedback, other);
        }
    }

    public AlertCounts {
        rows = List.copyOf(rows);
    }

    /** The same after an alert has moved from one kind to another. */
    AlertCounts moved(Alert from, Alert to) {
        Map<Row, Long> counts = new LinkedHashMap<>();
        Stream.concat(rows.stream(), Stream.of(Row.of(from, -1), Row.of(to, 1)))
                .forEach(row -> counts.merge(row.counting(0), row.count(), Long::sum));
        return new AlertCounts(
                counts.entrySet().stream()
                        .filter(entry -> entry.getValue() > 0)
                        .map(entry -> entry.getKey().counting(entry.getValue()))
                        .toList(),
                at);
    }

    public long in(AlertState state) {
        return rows.stream()
                .filter(row -> row.state() == state)
                .mapToLong(Row::count)
                .sum();
    }

    /** The rules that raised alerts, by name. */
    public SortedSet<String> rules() {
        return new TreeSet<>(rows.stream().map(Row::rule).toList());
    }

    /** Closed alerts of a rule, by what they say of it. */
    public Map<Feedback, Long> closed(String rule) {
        return rows.stream()
                .filter(row -> row.state() == AlertState.CLOSED && row.rule().equals(rule))
                .collect(Collectors.groupingBy(Row::feedback, Collectors.summingLong(Row::count)));
    }
}
