package io.mistnet.protocols.retrieval;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.generators.HKDFBytesGenerator;
import org.bouncycastle.crypto.params.HKDFParameters;

/**
 * All that is derived from a selector's OPRF output: where its records lie, and what finds and opens each of them.
 *
 * <p><b>Functionality.</b> HKDF-SHA256 (RFC 5869) of the OPRF output, without salt; info = key context (32 bytes) | key epoch (4) | occurrence (4) | purpose. One position, and for each occurrence
 * i a fingerprint and a label key.
 * <p><b>Security.</b> The OPRF output is pseudorandom to whoever did not evaluate the selector with t holders; so are all derived values, and independent of each other. Another key context or key epoch
 * gives others.
 * <p><b>Leakage.</b> None by itself. All occurrences share one position, so that one query returns them all; that is what lets the host link the records of one selector.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5869">RFC 5869</a>
 */
public record SelectorTags(Position position, List<OccurrenceTag> occurrences) {

    /** Most records of one selector that any network allows. */
    public static final int MOST_OCCURRENCES = 8;

    static final int HASH_BYTES = 32;

    private static final int OPRF_BYTES = 32;
    private static final byte[] POSITION = "mistnet lookup position".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] FINGERPRINT = "mistnet lookup fingerprint".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] LABEL_KEY = "mistnet lookup label key".getBytes(StandardCharsets.US_ASCII);

    public SelectorTags {
        occurrences = List.copyOf(occurrences);
    }

    /**
     * Derives them.
     *
     * @param oprfOutput 32 bytes
     * @param networkHash the key context, 32 bytes: what sets this network's key apart from any other
     * @param occurrences how many records a selector may have, 1 to 8
     */
    public static SelectorTags of(byte[] oprfOutput, byte[] networkHash, int keyEpoch, int occurrences) {
        requireLength("OPRF output", oprfOutput, OPRF_BYTES);
        requireLength("network hash", networkHash, HASH_BYTES);
        requireOccurrences(occurrences);
        HKDFBytesGenerator hkdf = new HKDFBytesGenerator(new SHA256Digest());
        byte[] key = hkdf.extractPRK(null, oprfOutput);
        Derivation derivation = new Derivation(hkdf, key, networkHash, keyEpoch);
        Position position = Position.read(ByteBuffer.wrap(derivation.bytes(POSITION, 0, Position.BYTES)));
        return new SelectorTags(
                position,
                IntStream.range(0, occurrences).mapToObj(derivation::occurrence).toList());
    }

    static void requireOccurrences(int occurrences) {
        if (occurrences < 1 || occurrences > MOST_OCCURRENCES) {
            throw new IllegalArgumentException(
                    "%d records of one selector: choose 1 to %d".formatted(occurrences, MOST_OCCURRENCES));
        }
    }

    static void requireLength(String what, byte[] bytes, int length) {
        if (bytes.length != length) {
            throw new IllegalArgumentException("%s of %d bytes, not %d".formatted(what, bytes.length, length));
        }
    }

    private record Derivation(HKDFBytesGenerator hkdf, byte[] key, byte[] networkHash, int keyEpoch) {

        OccurrenceTag occurrence(int index) {
            byte[] fingerprint = bytes(FINGERPRINT, index, Fingerprint.BYTES);
            return new OccurrenceTag(
                    Fingerprint.read(ByteBuffer.wrap(fingerprint)),
                    new LabelKey(bytes(LABEL_KEY, index, LabelKey.BYTES)));
        }

        byte[] bytes(byte[] purpose, int occurrence, int length) {
            ByteBuffer info = ByteBuffer.allocate(HASH_BYTES + 2 * Integer.BYTES + purpose.length)
                    .put(networkHash)
                    .putInt(keyEpoch)
                    .putInt(occurrence)
                    .put(purpose);
            hkdf.init(HKDFParameters.skipExtractParameters(key, info.array()));
            byte[] derived = new byte[length];
            hkdf.generateBytes(derived, 0, length);
            return derived;
        }
    }

    @Override
    public String toString() {
        return "SelectorTags(secret)";
    }
}
