package io.mistnet.protocols.channel;

/** A run that cannot go on. Carries the peer and the step, for the log and for the other parties; never a value. */
public abstract sealed class ProtocolAbortException extends RuntimeException
        permits PeerDeviationException, PeerLostException {

    private static final long serialVersionUID = 1L;

    private final String peer;
    private final String step;

    ProtocolAbortException(String peer, Step step, String reason) {
        super(peer + " at " + step + ": " + reason);
        this.peer = peer;
        this.step = step.toString();
    }

    public String peer() {
        return peer;
    }

    public String step() {
        return step;
    }
}
