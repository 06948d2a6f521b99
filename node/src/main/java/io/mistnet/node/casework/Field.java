package io.mistnet.node.casework;

/** What somebody fills in. */
public enum Field {
    REFERENCE,
    TITLE,
    BASIS,
    RETENTION,
    NOTE,
    MEMBER,
    CASE,
    SELECTOR,
    TYPE,
    REGION,
    REASON,
    FILE,
    APPROVAL
}
