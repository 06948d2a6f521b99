package io.mistnet.protocols.matching;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/**
 * Gives a pair of accounts at two banks the same 128-bit tag at both, which says nothing to anybody else.
 *
 * <p><b>Functionality.</b> tag = E(E(sender's digest) xor receiver's digest), where E is AES-256 under a key that only the two banks know: the CBC-MAC of a message of two blocks.
 * <p><b>Security.</b> CBC-MAC of messages of one fixed length is a pseudorandom function as long as AES is. The key is bound to the epoch, the attempt, the sending and the receiving bank; so no tag
 * serves in two epochs, nor for (u, v) and (v, u).
 *
 * @see <a href="https://doi.org/10.1006/jcss.1999.1694">Bellare, Kilian, Rogaway, The Security of the Cipher Block Chaining Message Authentication Code</a>
 */
public final class PairTags {

    private static final int BATCH = 1024;

    private final Cipher aes;
    private final byte[] blocks = new byte[BATCH * 16];
    private final byte[] encrypted = new byte[BATCH * 16];
    private final LongBuffer blockWords = words(blocks);
    private final LongBuffer encryptedWords = words(encrypted);

    /** Tags under a key of 32 bytes. */
    public PairTags(byte[] key) {
        try {
            aes = Cipher.getInstance("AES/ECB/NoPadding");
            aes.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has AES", e);
        }
    }

    /**
     * Writes the tags of some pairs.
     *
     * @param digests two words an account
     * @param senders the pairs' senders, as indices of accounts
     * @param receivers the pairs' receivers
     * @param pairs which pairs
     * @param tags receives two words for each of {@code pairs}, at twice the pair's index
     */
    public void write(long[] digests, int[] senders, int[] receivers, int[] pairs, long[] tags) {
        for (int first = 0; first < pairs.length; first += BATCH) {
            int count = Math.min(BATCH, pairs.length - first);
            for (int k = 0; k < count; k++) {
                int sender = senders[pairs[first + k]];
                blockWords.put(2 * k, digests[2 * sender]);
                blockWords.put(2 * k + 1, digests[2 * sender + 1]);
            }
            encrypt(count);
            for (int k = 0; k < count; k++) {
                int receiver = receivers[pairs[first + k]];
                blockWords.put(2 * k, encryptedWords.get(2 * k) ^ digests[2 * receiver]);
                blockWords.put(2 * k + 1, encryptedWords.get(2 * k + 1) ^ digests[2 * receiver + 1]);
            }
            encrypt(count);
            for (int k = 0; k < count; k++) {
                tags[2 * pairs[first + k]] = encryptedWords.get(2 * k);
                tags[2 * pairs[first + k] + 1] = encryptedWords.get(2 * k + 1);
            }
        }
    }

    private void encrypt(int count) {
        try {
            aes.update(blocks, 0, count * 16, encrypted, 0);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("whole blocks encrypt to whole blocks", e);
        }
    }

    private static LongBuffer words(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asLongBuffer();
    }
}
