package io.mistnet.node.alert;

import java.util.EnumSet;
import java.util.Set;

/** Where an alert stands. */
public enum AlertState {
    /** Nobody has it. */
    OPEN,
    /** Somebody works it. */
    ASSIGNED,
    /** It has a disposition. */
    CLOSED;

    /** The states of alerts that are still to be worked. */
    public static Set<AlertState> toDo() {
        return EnumSet.of(OPEN, ASSIGNED);
    }
}
