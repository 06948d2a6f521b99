package io.mistnet.node.request;

/** There is no connection to the peer, or it ended before the reply was complete. Whether the peer handled the request is not known: no request is sent twice. */
public final class PeerAwayException extends RequestFailedException {

    private static final long serialVersionUID = 1L;

    PeerAwayException(String institution, RequestKind kind, String reason) {
        super(institution, kind, Outcome.AWAY, reason);
    }
}
