package io.mistnet.node.peer;

import java.io.IOException;

/** A peer was turned away before it could take part. The message names the peer and the reason. */
public final class PeerRefusedException extends IOException {

    private static final long serialVersionUID = 1L;

    private final Refusal refusal;

    public PeerRefusedException(String peer, Refusal refusal) {
        super(peer + " " + refusal.text());
        this.refusal = refusal;
    }

    public PeerRefusedException(String peer, Refusal refusal, String detail) {
        super(peer + " " + refusal.text() + ": " + detail);
        this.refusal = refusal;
    }

    public PeerRefusedException(String peer, Refusal refusal, Throwable cause) {
        super(peer + " " + refusal.text() + ": " + cause.getMessage(), cause);
        this.refusal = refusal;
    }

    public Refusal refusal() {
        return refusal;
    }
}
