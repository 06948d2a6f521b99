package io.mistnet.node.audit;

/** What was done. */
public enum AuditAction {
    /** One selector was looked up. */
    LOOKUP,
    /** Many selectors were looked up at once. */
    BATCH,
    /** Records were put into the database, changed or taken out. */
    CONTRIBUTION,
    /** Results were written to a file. */
    EXPORT
}
