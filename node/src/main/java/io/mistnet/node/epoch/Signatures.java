package io.mistnet.node.epoch;

/** Signatures by the institutions' Ed25519 identity keys, whose public halves the network file pins. */
public interface Signatures {

    /** Signs with this institution's key. */
    byte[] sign(byte[] message);

    /** Whether {@code institution} signed the message; false for any malformed signature. */
    boolean verify(String institution, byte[] message, byte[] signature);
}
