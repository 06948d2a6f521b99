package io.mistnet.node.casework;

/** There is no such case, lookup, batch or request, or there is no more. */
public final class UnknownItemException extends RuntimeException {

    UnknownItemException(String kind) {
        super("no such " + kind);
    }
}
