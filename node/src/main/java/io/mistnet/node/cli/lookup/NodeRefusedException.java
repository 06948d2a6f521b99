package io.mistnet.node.cli.lookup;

import java.io.IOException;

/** The own node gives no result, and says why. */
public final class NodeRefusedException extends IOException {

    private static final long serialVersionUID = 1L;
    private static final String APPROVAL = "approval";
    private static final String AWAY = "away";
    private static final String BUSY = "busy";

    private final String kind;

    NodeRefusedException(String kind, String reason) {
        super(reason);
        this.kind = kind;
    }

    /** Whether it may have been done all the same: the node has lost sight of those whom it asked. */
    boolean isUncertain() {
        return kind.equals(AWAY);
    }

    /** Whether it may go better soon: others did not answer in time, or have too much to do. */
    public boolean isPassing() {
        return kind.equals(AWAY) || kind.equals(BUSY);
    }

    /** Whether a supervisor's approval is what it lacks. */
    boolean isForApproval() {
        return kind.equals(APPROVAL);
    }
}
