package io.mistnet.node.casework;

/** Somebody else changed it since it was read, so that nothing was done: whoever wanted to change it looks again. */
public final class StaleException extends RuntimeException {

    StaleException(String kind) {
        super("the " + kind + " was changed by somebody else");
    }
}
