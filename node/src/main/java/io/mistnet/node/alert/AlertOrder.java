package io.mistnet.node.alert;

import java.util.Comparator;
import java.util.List;

/** In which order alerts stand in the queue. Alerts that are equal in it stand by their number. */
public enum AlertOrder {
    /** The highest risk first, and of equal ones the one that was raised first. */
    RISK(
            "risk DESC, id",
            List.of("risk = :afterRisk AND id > :afterId", "risk < :afterRisk"),
            Comparator.comparingDouble(Alert::risk).reversed().thenComparingLong(Alert::id)),
    /** The one that waits for longest first. */
    OLDEST(
            "raised_at, id",
            List.of("raised_at = :afterRaisedAt AND id > :afterId", "raised_at > :afterRaisedAt"),
            Comparator.comparing(Alert::raisedAt).thenComparingLong(Alert::id)),
    /** The last one first. */
    NEWEST(
            "raised_at DESC, id DESC",
            List.of("raised_at = :afterRaisedAt AND id < :afterId", "raised_at < :afterRaisedAt"),
            Comparator.comparing(Alert::raisedAt).thenComparingLong(Alert::id).reversed());

    private final String columns;
    private final List<String> ranges;
    private final Comparator<Alert> comparator;

    AlertOrder(String columns, List<String> ranges, Comparator<Alert> comparator) {
        this.columns = columns;
        this.ranges = ranges;
        this.comparator = comparator;
    }

    String columns() {
        return columns;
    }

    /** What comes after a position, as ranges of one index, in this order. */
    List<String> ranges() {
        return ranges;
    }

    Comparator<Alert> comparator() {
        return comparator;
    }
}
