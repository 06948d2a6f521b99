package io.mistnet.node.console.desk;

import io.mistnet.node.alert.AlertCounts;
import io.mistnet.node.alert.Feedback;
import java.util.List;
import java.util.Map;

/**
 * What closed alerts said of the rules.
 *
 * @param rows a row for each rule
 */
public record FeedbackView(List<Row> rows) {

    /**
     * One rule.
     *
     * @param rule the rule
     * @param confirmed how many of its alerts were right
     * @param falseAlarms how many were wrong
     * @param undecided of how many it could not be told
     */
    public record Row(String rule, long confirmed, long falseAlarms, long undecided) {

        public long closed() {
            return confirmed + falseAlarms + undecided;
        }

        /** How many of a hundred decided alerts were right; "–" where none was decided. */
        public String precision() {
            long decided = confirmed + falseAlarms;
            return decided == 0 ? "–" : Math.round(100.0 * confirmed / decided) + " %";
        }
    }

    static FeedbackView of(AlertCounts counts) {
        return new FeedbackView(counts.rules().stream()
                .map(rule -> row(rule, counts.closed(rule)))
                .toList());
    }

    private static Row row(String rule, Map<Feedback, Long> closed) {
        return new Row(
                rule,
                closed.getOrDefault(Feedback.CONFIRMED, 0L),
                closed.getOrDefault(Feedback.FALSE_ALARM, 0L),
                closed.getOrDefault(Feedback.UNDECIDED, 0L));
    }
}
