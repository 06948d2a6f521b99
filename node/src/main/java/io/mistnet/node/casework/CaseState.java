package io.mistnet.node.casework;

/** Whether a case is worked on. */
public enum CaseState {
    /** Selectors may be looked up in it. */
    OPEN,
    /** Nothing is looked up in it, and after the time for which it is kept it is deleted. */
    CLOSED
}
