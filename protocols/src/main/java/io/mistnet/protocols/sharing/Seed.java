package io.mistnet.protocols.sharing;

import io.mistnet.protocols.channel.Step;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.generators.HKDFBytesGenerator;
import org.bouncycastle.crypto.params.HKDFParameters;

/**
 * 256 secret bits from which others are derived: seeds by HKDF-SHA256 (RFC 5869), words by AES-128 in counter mode, whose key and first counter are the seed's halves. Never
 * prints.
 */
public final class Seed {

    public static final int BYTES = 32;
    public static final int WORDS = BYTES / Long.BYTES;

    private final byte[] secret;

    private Seed(byte[] secret) {
        this.secret = secret;
    }

    /** A seed of 32 bytes, which are copied. */
    public static Seed of(byte[] secret) {
        if (secret.length != BYTES) {
            throw new IllegalArgumentException("a seed has %d bytes, not %d".formatted(BYTES, secret.length));
        }
        return new Seed(secret.clone());
    }

    /** A seed of four words, as it travels. */
    public static Seed ofWords(long[] words, int offset) {
        ByteBuffer bytes = ByteBuffer.allocate(BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asLongBuffer().put(words, offset, WORDS);
        return new Seed(bytes.array());
    }

    /** Extracts a seed from key material that need not be uniform, bound to a public context. */
    public static Seed extract(byte[] material, byte[] salt, String context) {
        return new Seed(hkdf(new HKDFParameters(material, salt, context.getBytes(StandardCharsets.UTF_8))));
    }

    /** The seed for one purpose: another step gives an independent one. */
    public Seed derive(Step step) {
        return derive(step.toString());
    }

    /** The seed for one purpose. */
    public Seed derive(String purpose) {
        return new Seed(hkdf(HKDFParameters.skipExtractParameters(secret, purpose.getBytes(StandardCharsets.UTF_8))));
    }

    /** The words of this seed from the first one on; the same at every call. */
    public RandomWords words() {
        return new RandomWords(secret, 0, 16, secret, 16);
    }

    /** Its bytes, for use as a key. */
    public byte[] toBytes() {
        return secret.clone();
    }

    /** Its four words, to be sent to those who may hold it. */
    public long[] toWords() {
        long[] words = new long[WORDS];
        ByteBuffer.wrap(secret).order(ByteOrder.LITTLE_ENDIAN).asLongBuffer().get(words);
        return words;
    }

    private static byte[] hkdf(HKDFParameters parameters) {
        HKDFBytesGenerator generator = new HKDFBytesGenerator(new SHA256Digest());
        generator.init(parameters);
        byte[] derived = new byte[BYTES];
        generator.generateBytes(derived, 0, BYTES);
        return derived;
    }

    @Override
    public String toString() {
        return "Seed(secret)";
    }
}
