package io.mistnet.node.request;

/** The peer does not answer this request; it would not answer the same one later. */
public final class RefusedException extends RequestFailedException {

    private static final long serialVersionUID = 1L;

    private final String reason;

    RefusedException(String institution, RequestKind kind, String reason) {
        super(institution, kind, Outcome.REFUSED, reason);
        this.reason = reason;
    }

    /** Why, in the peer's words. */
    public String reason() {
        return reason;
    }
}
