package io.mistnet.protocols.oprf;

import java.math.BigInteger;
import org.bouncycastle.math.ec.ECAlgorithms;

/**
 * The plaintext twin: the function under a whole key, without blinding, holders or proofs. What the threshold form computes equals it. For tests and
 * audits: whoever has a whole key can guess inputs.
 */
public final class PlainOprf {

    private final BigInteger key;

    private PlainOprf(BigInteger key) {
        this.key = key;
    }

    /** @param key 32 bytes, a scalar from 1 to the group's order less 1 */
    public static PlainOprf of(byte[] key) {
        if (key.length != P256.SCALAR_BYTES) {
            throw new IllegalArgumentException("a key has %d bytes, not %d".formatted(P256.SCALAR_BYTES, key.length));
        }
        BigInteger scalar = P256.decodeScalar(key, 0);
        if (scalar.signum() == 0) {
            throw new IllegalArgumentException("a key is not zero");
        }
        return new PlainOprf(scalar);
    }

    /**
     * The key that RFC 9497's DeriveKeyPair makes of a seed.
     *
     * @param seed 32 bytes
     * @param info public, at most 65,535 bytes
     */
    public static PlainOprf derive(byte[] seed, byte[] info) {
        return new PlainOprf(Suite.VOPRF.deriveKey(seed, info));
    }

    /** The output for an input of at most 65,535 bytes: 32 bytes. */
    public byte[] evaluate(byte[] input) {
        return Suite.VOPRF.finish(input, P256.encode(ECAlgorithms.multiplySecret(Suite.VOPRF.hashToGroup(input), key)));
    }

    /** 32 bytes. */
    public byte[] key() {
        return P256.encode(key);
    }

    /** 33 bytes. */
    public byte[] publicKey() {
        return P256.encode(P256.GENERATOR.multiply(key));
    }

    @Override
    public String toString() {
        return "PlainOprf(secret)";
    }
}
