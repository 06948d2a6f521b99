package io.mistnet.protocols.retrieval;

import java.nio.ByteBuffer;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Makes a record's slot look new after every batch of updates, to all who do not know its fingerprint. Otherwise an asker who gets the same bucket again and again would see which slots stay as they are, and so
 * a neighbour's record come or go.
 *
 * <p>A slot is XORed with SHA-256(fingerprint (8 bytes) | pad seed (32) | counter (4)) for counter 0, 1, ..., cut to its length. The host and those who look the record up know its 64-bit fingerprint, which is shown to
 * nobody else, in no version. Not thread-safe.
 */
final class SlotMasks {

    private static final int DIGEST_BYTES = 32;
    private static final int COUNTER = Fingerprint.BYTES + PadSeed.BYTES;

    private final MessageDigest sha256;
    private final ByteBuffer input = ByteBuffer.allocate(COUNTER + Integer.BYTES);
    private final byte[] mask;

    /**
     * @param padSeed of the version
     */
    SlotMasks(Slots slots, byte[] padSeed) {
        this.mask = new byte[(slots.slotBytes() + DIGEST_BYTES - 1) / DIGEST_BYTES * DIGEST_BYTES];
        input.put(Fingerprint.BYTES, padSeed);
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** The mask for one record's slot, and some bytes more; valid until the next call. */
    byte[] of(Fingerprint fingerprint) {
        fingerprint.write(input.clear());
        try {
            for (int i = 0; i < mask.length / DIGEST_BYTES; i++) {
                input.putInt(COUNTER, i);
                sha256.update(input.array());
                sha256.digest(mask, i * DIGEST_BYTES, DIGEST_BYTES);
            }
        } catch (DigestException e) {
            throw new IllegalStateException("the mask has room for whole digests", e);
        }
        return mask;
    }
}
