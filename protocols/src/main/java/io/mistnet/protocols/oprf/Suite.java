package io.mistnet.protocols.oprf;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.hash2curve.OPRFHashToScalar;
import org.bouncycastle.math.ec.ECPoint;

/**
 * The hash functions of RFC 9497's suite P256-SHA256, set apart by mode.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9497#section-4.3">RFC 9497, section 4.3</a>
 */
final class Suite {

    static final int OUTPUT_BYTES = 32;
    static final int MAX_INPUT_BYTES = 0xFFFF;
    /** The verifiable mode, the only one that Mistnet runs. */
    static final Suite VOPRF = new Suite(1);

    private static final int SECURITY_BITS = 128;
    private static final int KEY_ATTEMPTS = 256;

    private final String context;

    /** @param mode 0 for the base mode, 1 for the verifiable one */
    Suite(int mode) {
        this.context = "OPRFV1-" + (char) mode + "-P256-SHA256";
    }

    /** Thread-safe; its result may be the identity, with negligible probability. */
    ECPoint hashToGroup(byte[] input) {
        return new HashToGroup(tag("HashToGroup-")).hash(checked(input));
    }

    BigInteger hashToScalar(byte[] message) {
        return hashToScalar(message, "HashToScalar-");
    }

    private BigInteger hashToScalar(byte[] message, String purpose) {
        return new OPRFHashToScalar(P256.CURVE, new SHA256Digest(), SECURITY_BITS).process(message, tag(purpose));
    }

    /**
     * Derives a secret key from a seed.
     *
     * @param seed 32 bytes
     * @param info at most 65,535 bytes
     */
    BigInteger deriveKey(byte[] seed, byte[] info) {
        for (int counter = 0; counter < KEY_ATTEMPTS; counter++) {
            byte[] message =
                    new Transcript().raw(seed).prefixed(info).octet(counter).bytes();
            BigInteger key = hashToScalar(message, "DeriveKeyPair");
            if (key.signum() != 0) {
                return key;
            }
        }
        throw new IllegalArgumentException("no key comes from this seed; take another one");
    }

    /** The seed of a batch's coefficients, bound to the public key. */
    byte[] seed(byte[] publicKey) {
        return new Transcript().prefixed(publicKey).prefixed(tag("Seed-")).sha256();
    }

    /**
     * The function's value.
     *
     * @param unblinded the input's element times the key, encoded
     */
    byte[] finish(byte[] input, byte[] unblinded) {
        return new Transcript()
                .prefixed(checked(input))
                .prefixed(unblinded)
                .raw("Finalize".getBytes(StandardCharsets.US_ASCII))
                .sha256();
    }

    private byte[] tag(String purpose) {
        return (purpose + context).getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] checked(byte[] input) {
        if (input.length > MAX_INPUT_BYTES) {
            throw new IllegalArgumentException(
                    "an input has at most %d bytes, not %d".formatted(MAX_INPUT_BYTES, input.length));
        }
        return input;
    }

    /** What is hashed: parts with and without a length (two bytes) before them. */
    static final class Transcript {

        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        Transcript raw(byte[] part) {
            out.writeBytes(part);
            return this;
        }

        Transcript octet(int value) {
            out.write(value);
            return this;
        }

        Transcript number(int value) {
            return octet(value >>> 8).octet(value);
        }

        Transcript prefixed(byte[] part) {
            return number(part.length).raw(part);
        }

        byte[] bytes() {
            return out.toByteArray();
        }

        byte[] sha256() {
            SHA256Digest digest = new SHA256Digest();
            digest.update(bytes(), 0, out.size());
            byte[] hash = new byte[digest.getDigestSize()];
            digest.doFinal(hash, 0);
            return hash;
        }
    }
}
