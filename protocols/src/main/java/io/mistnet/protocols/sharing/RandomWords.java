package io.mistnet.protocols.sharing;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.ShortBufferException;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * A stream of pseudorandom words: the key stream of AES-128-CTR. Two holders of a seed who draw the same numbers of words in the same order get the same words. Not
 * thread-safe.
 */
public final class RandomWords {

    private static final int CHUNK_BYTES = 32 * 1024;
    private static final int DRAWN_WORDS = 512;
    private static final byte[] ZEROS = new byte[CHUNK_BYTES];
    private static final long LOW_HALF = 0xffff_ffffL;

    private final Cipher cipher;
    private byte[] chunk = new byte[0];
    private LongBuffer chunkWords = LongBuffer.allocate(0);
    private long[] drawn = new long[0];
    private int halvesLeft;

    RandomWords(byte[] key, int keyOffset, int keyLength, byte[] counter, int counterOffset) {
        try {
            cipher = Cipher.getInstance("AES/CTR/NoPadding");
            cipher.init(
                    Cipher.ENCRYPT_MODE,
                    new SecretKeySpec(key, keyOffset, keyLength, "AES"),
                    new IvParameterSpec(counter, counterOffset, 16));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has AES/CTR", e);
        }
    }

    /** Writes the next {@code count} words to {@code words} from {@code offset} on. */
    public void fill(long[] words, int offset, int count) {
        int done = 0;
        while (done < count) {
            int now = Math.min(count - done, CHUNK_BYTES / Long.BYTES);
            encryptZeros(now * Long.BYTES);
            chunkWords.clear();
            chunkWords.get(words, offset + done, now);
            done += now;
        }
    }

    /** The next {@code count} words, in an array of their own. */
    public long[] next(int count) {
        long[] words = new long[count];
        fill(words, 0, count);
        return words;
    }

    /** A number in [0, bound), uniform: Lemire's multiplication with rejection, on 32 bits. */
    public int below(int bound) {
        long product = nextHalf() * bound;
        long low = product & LOW_HALF;
        if (low < bound) {
            long unfair = (1L << 32) % bound;
            while (low < unfair) {
                product = nextHalf() * bound;
                low = product & LOW_HALF;
            }
        }
        return (int) (product >>> 32);
    }

    private long nextHalf() {
        if (halvesLeft == 0) {
            drawn = drawn.length == 0 ? new long[DRAWN_WORDS] : drawn;
            fill(drawn, 0, DRAWN_WORDS);
            halvesLeft = 2 * DRAWN_WORDS;
        }
        halvesLeft--;
        return (drawn[halvesLeft >>> 1] >>> ((halvesLeft & 1) * 32)) & LOW_HALF;
    }

    private void encryptZeros(int bytes) {
        if (chunk.length < bytes) {
            chunk = new byte[bytes];
            chunkWords = ByteBuffer.wrap(chunk).order(ByteOrder.LITTLE_ENDIAN).asLongBuffer();
        }
        try {
            cipher.update(ZEROS, 0, bytes, chunk, 0);
        } catch (ShortBufferException e) {
            throw new IllegalStateException("a stream cipher writes as much as it reads", e);
        }
    }
}
