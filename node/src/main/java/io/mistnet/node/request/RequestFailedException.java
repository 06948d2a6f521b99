package io.mistnet.node.request;

/** A request has no reply. The message names the peer, the kind of request and the reason. */
public abstract sealed class RequestFailedException extends Exception
        permits BusyException, RefusedException, PeerAwayException, PeerFailedException, DeadlineExceededException {

    private static final long serialVersionUID = 1L;

    private final String institution;
    private final Outcome outcome;

    RequestFailedException(String institution, RequestKind kind, Outcome outcome, String reason) {
        super("%s to %s: %s".formatted(kind, institution, reason));
        this.institution = institution;
        this.outcome = outcome;
    }

    /** The peer's id in the network file. */
    public String institution() {
        return institution;
    }

    Outcome outcome() {
        return outcome;
    }
}
