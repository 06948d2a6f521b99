package io.mistnet.node.request;

/** The peer failed at the request, through no fault of this end; its log says why. Or its reply cannot be one. */
public final class PeerFailedException extends RequestFailedException {

    private static final long serialVersionUID = 1L;

    PeerFailedException(String institution, RequestKind kind, String reason) {
        super(institution, kind, Outcome.FAILED, reason);
    }
}
