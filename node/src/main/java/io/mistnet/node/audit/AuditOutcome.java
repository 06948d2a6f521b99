package io.mistnet.node.audit;

/** How it ended. */
public enum AuditOutcome {
    /** An answer came, hit or miss; what was asked for was shown or done. */
    ANSWERED,
    /** None came. */
    FAILED,
    /** It was not allowed. */
    REFUSED
}
