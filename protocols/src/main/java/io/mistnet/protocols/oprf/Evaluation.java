package io.mistnet.protocols.oprf;

import java.util.Arrays;

/**
 * A holder's answer to a batch of blinded elements: each times the holder's share, and a proof for all of them. Nothing in it is checked but its
 * lengths: that is for {@link Blinding#outputs}.
 *
 * @param elements 33 bytes for each element of the batch, in its order
 * @param proof 64 bytes
 */
public record Evaluation(byte[] elements, byte[] proof) {

    /** The largest batch. */
    public static final int MAX_ELEMENTS = 1024;

    public static final int ELEMENT_BYTES = P256.ELEMENT_BYTES;
    public static final int PROOF_BYTES = Proof.BYTES;

    /** @throws IllegalArgumentException if the lengths are not those of 1 to 1,024 elements and a proof */
    public Evaluation {
        int count = elements.length / ELEMENT_BYTES;
        if (elements.length % ELEMENT_BYTES != 0 || count < 1 || count > MAX_ELEMENTS || proof.length != PROOF_BYTES) {
            throw new IllegalArgumentException(
                    "an evaluation has 1 to %d elements of %d bytes and a proof of %d, not %d and %d bytes"
                            .formatted(MAX_ELEMENTS, ELEMENT_BYTES, PROOF_BYTES, elements.length, proof.length));
        }
    }

    /** The elements, then the proof. */
    public byte[] toBytes() {
        byte[] bytes = Arrays.copyOf(elements, elements.length + PROOF_BYTES);
        System.arraycopy(proof, 0, bytes, elements.length, PROOF_BYTES);
        return bytes;
    }

    /**
     * Reads a holder's answer.
     *
     * @throws HolderDeviationException if it has not the length of an answer to so many elements
     */
    public static Evaluation read(int holder, int elements, byte[] message) {
        int length = elements * ELEMENT_BYTES;
        if (message.length != length + PROOF_BYTES) {
            throw new HolderDeviationException(
                    holder,
                    "an evaluation of %d elements has %d bytes, not %d"
                            .formatted(elements, length + PROOF_BYTES, message.length));
        }
        return new Evaluation(Arrays.copyOf(message, length), Arrays.copyOfRange(message, length, message.length));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Evaluation that
                && Arrays.equals(elements, that.elements)
                && Arrays.equals(proof, that.proof);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(proof);
    }

    @Override
    public String toString() {
        return "Evaluation(%d elements)".formatted(elements.length / ELEMENT_BYTES);
    }
}
