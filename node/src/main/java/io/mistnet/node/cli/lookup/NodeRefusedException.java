package io.mistnet.node.cli.lookup;

import java.io.IOException;

/** The own node gives no result, and says why. */
final class NodeRefusedException extends IOException {

    private static final long serialVersionUID = 1L;
    private static final String APPROVAL = "approval";

    private final String kind;

    NodeRefusedException(String kind, String reason) {
        super(reason);
        this.kind = kind;
    }

    /** Whether a supervisor's approval is what it lacks. */
    boolean isForApproval() {
        return kind.equals(APPROVAL);
    }
}
