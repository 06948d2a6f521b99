package io.mistnet.protocols.channel;

/** A peer can no longer be reached: its link was closed, or it did not answer in time. */
public final class PeerLostException extends ProtocolAbortException {

    private static final long serialVersionUID = 1L;

    public PeerLostException(String peer, Step step, String reason) {
        super(peer, step, reason);
    }
}
