package io.mistnet.node.alert;

import java.util.List;

/** A change that was not made, because the alert is not as whoever wanted it saw it. Nothing was changed. */
public final class RefusedChangeException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Why. */
    public enum Reason {
        /** Somebody else was faster: {@link #changes()} says what they did. */
        STALE,
        /** It is closed, and must be reopened first. */
        CLOSED,
        /** It is not closed, so it cannot be reopened. */
        NOT_CLOSED,
        /** The account has another alert that is not closed: that one is to be worked. */
        ANOTHER_OPEN
    }

    private final Reason reason;
    private final transient List<HistoryEntry> changes;

    RefusedChangeException(long alert, Reason reason, List<HistoryEntry> changes) {
        super("alert %d was not changed: %s".formatted(alert, reason));
        this.reason = reason;
        this.changes = List.copyOf(changes);
    }

    public Reason reason() {
        return reason;
    }

    /** What happened to the alert since the version that was seen, first to last. */
    public List<HistoryEntry> changes() {
        return changes;
    }
}
