package io.mistnet.node.audit;

/** How it ended. */
public enum AuditOutcome {
    /** An answer came, hit or miss. */
    ANSWERED,
    /** None came. */
    FAILED
}
