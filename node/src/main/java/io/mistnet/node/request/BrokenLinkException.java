package io.mistnet.node.request;

import java.io.IOException;

/** A connection broke before the first byte of a reply. */
final class BrokenLinkException extends IOException {

    private final boolean sent;

    /** @param sent whether the whole request had been handed over, so that the peer may have it */
    BrokenLinkException(boolean sent, IOException cause) {
        super(cause.getMessage(), cause);
        this.sent = sent;
    }

    /** Whether the request may be sent again: the peer cannot have it whole, or does nothing twice that it should not. */
    boolean mayRepeat(RequestKind kind) {
        return !sent || kind.isRepeatable();
    }
}
