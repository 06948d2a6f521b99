package io.mistnet.protocols.channel;

/** Thrown if and only if a peer sent what an honest peer never sends. Names the peer, the step and what was wrong; never a value. */
public final class PeerDeviationException extends ProtocolAbortException {

    private static final long serialVersionUID = 1L;

    public PeerDeviationException(String peer, Step step, String reason) {
        super(peer, step, reason);
    }
}
