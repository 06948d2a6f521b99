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
    EXPORT,
    /** Somebody signed in, or was refused. */
    SIGN_IN,
    /** Somebody signed out. */
    SIGN_OUT,
    /** A page was shown. */
    PAGE,
    /** An alert, a case or the like was changed. */
    CHANGE,
    /** Somebody asked a second person for approval. */
    APPROVAL_ASKED,
    /** The second person gave it. */
    APPROVAL_GIVEN,
    /** The second person refused it. */
    APPROVAL_REFUSED,
    /** An account of the console's own was made, changed or taken away. */
    ACCOUNT,
    /** A token was made, changed or taken away. */
    TOKEN
}
