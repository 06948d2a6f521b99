package io.mistnet.node.casework;

/** How far a lookup is. */
public enum LookupState {
    /** It was begun, and no answer is there yet. */
    ASKED,
    /** An answer came, hit or miss. */
    ANSWERED,
    /** None came. */
    FAILED
}
