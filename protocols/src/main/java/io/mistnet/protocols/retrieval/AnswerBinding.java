package io.mistnet.protocols.retrieval;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Binds answers to their queries. The host signs the digest, the asker computes it from what it sent and received, and verifies: an old answer, one to another query or another asker, of another network or key epoch, or under another header is refused.
 *
 * <p>SHA-256 of: "mistnet lookup answers" | network hash | key epoch (4 bytes) | SHA-256 of the asker's id | for each answer, in the order of the queries: first column, first row, columns, rows of the region (4 bytes each) | SHA-256 of the query | header |
 * SHA-256 of the answer. All parts have fixed lengths. A query has a fresh seed, so it never comes twice. Not thread-safe.
 */
public final class AnswerBinding {

    private static final byte[] DOMAIN = "mistnet lookup answers".getBytes(StandardCharsets.US_ASCII);

    private final MessageDigest all = sha256();

    /**
     * @param networkHash 32 bytes
     * @param asker the id by which the host's link knows the asker
     */
    public AnswerBinding(byte[] networkHash, int keyEpoch, String asker) {
        SelectorTags.requireLength("network hash", networkHash, SelectorTags.HASH_BYTES);
        all.update(DOMAIN);
        all.update(networkHash);
        all.update(ByteBuffer.allocate(Integer.BYTES).putInt(keyEpoch).flip());
        all.update(hash(ByteBuffer.wrap(asker.getBytes(StandardCharsets.UTF_8))));
    }

    /** Adds one answer. The buffers' bytes from position to limit count; their positions stay. */
    public AnswerBinding add(Region region, ByteBuffer query, AnswerHeader header, ByteBuffer answer) {
        ByteBuffer where = ByteBuffer.allocate(4 * Integer.BYTES + AnswerHeader.BYTES)
                .putInt(region.firstColumn())
                .putInt(region.firstRow())
                .putInt(region.shape().columns())
                .putInt(region.shape().rows());
        header.write(where);
        all.update(where.flip());
        all.update(hash(query));
        all.update(hash(answer));
        return this;
    }

    /** The 32 bytes to sign or verify; may be asked for once. */
    public byte[] digest() {
        return all.digest();
    }

    private static byte[] hash(ByteBuffer bytes) {
        MessageDigest digest = sha256();
        digest.update(bytes.duplicate());
        return digest.digest();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
