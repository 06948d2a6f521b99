package io.mistnet.node.request;

import java.time.Duration;

/** The peer has too much to do; it did nothing about this request. */
public final class BusyException extends RequestFailedException {

    private static final long serialVersionUID = 1L;

    private final Duration retryAfter;

    BusyException(String institution, RequestKind kind, Duration retryAfter) {
        super(
                institution,
                kind,
                Outcome.BUSY,
                "it has too much to do; ask again in %d ms".formatted(retryAfter.toMillis()));
        this.retryAfter = retryAfter;
    }

    /** When it makes sense to ask again. */
    public Duration retryAfter() {
        return retryAfter;
    }
}
