package io.mistnet.node.casework;

/** What became of a request for approval. */
public enum ApprovalState {
    /** Nobody has decided. */
    WAITING,
    /** A supervisor has signed. */
    APPROVED,
    /** A supervisor has refused. */
    REFUSED,
    /** Who asked has given it up. */
    WITHDRAWN
}
