package io.mistnet.protocols.retrieval;

import org.bouncycastle.crypto.params.KeyParameter;

/** The 256 secret bits that seal the label of one occurrence. Whoever has the selector's OPRF output can derive it, nobody else. Never prints. */
public final class LabelKey {

    static final int BYTES = 32;

    private final byte[] secret;

    LabelKey(byte[] secret) {
        this.secret = secret;
    }

    KeyParameter parameter() {
        return new KeyParameter(secret);
    }

    @Override
    public String toString() {
        return "LabelKey(secret)";
    }
}
