package io.mistnet.node.access;

/** What a role allows. */
public enum Permission {
    /** Look selectors up, and keep cases. */
    LOOK_UP,
    /** Read cases and what was found in them. */
    READ_CASES,
    /** Approve what takes two people. */
    APPROVE,
    /** Read alerts, and the bank's own transfers around them. */
    READ_ALERTS,
    /** Assign alerts, comment on them, close them. */
    WORK_ALERTS,
    /** Read the audit log and verify it. */
    READ_AUDIT,
    /** See how the node fares. */
    OPERATE
}
