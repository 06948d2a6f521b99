package io.mistnet.protocols.oprf;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Arrays;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.math.ec.ECCurve;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.util.BigIntegers;

/** The group: NIST P-256, of prime order. Elements travel in compressed SEC 1 form (33 bytes), scalars big-endian (32 bytes). */
final class P256 {

    static final int ELEMENT_BYTES = 33;
    static final int SCALAR_BYTES = 32;
    static final ECCurve CURVE = CustomNamedCurves.getByName("P-256").getCurve();
    static final BigInteger ORDER = CURVE.getOrder();
    static final FixedBase GENERATOR =
            FixedBase.of(CustomNamedCurves.getByName("P-256").getG());

    private P256() {}

    /** Reads the element at {@code offset}; never the identity, which has no form of this length. */
    static ECPoint decode(byte[] bytes, int offset) {
        if (bytes[offset] != 2 && bytes[offset] != 3) {
            throw new InvalidElementException("not a compressed point: it begins with %#04x".formatted(bytes[offset]));
        }
        try {
            return CURVE.decodePoint(Arrays.copyOfRange(bytes, offset, offset + ELEMENT_BYTES));
        } catch (IllegalArgumentException e) {
            throw new InvalidElementException("not a point of the curve");
        }
    }

    static ECPoint decode(byte[] bytes) {
        if (bytes.length != ELEMENT_BYTES) {
            throw new InvalidElementException("an element has %d bytes, not %d".formatted(ELEMENT_BYTES, bytes.length));
        }
        return decode(bytes, 0);
    }

    static byte[] encode(ECPoint element) {
        if (element.isInfinity()) {
            throw new InvalidElementException("the identity has no encoding");
        }
        return element.getEncoded(true);
    }

    /** Reads a scalar below the order. */
    static BigInteger decodeScalar(byte[] bytes, int offset) {
        BigInteger scalar = new BigInteger(1, bytes, offset, SCALAR_BYTES);
        if (scalar.compareTo(ORDER) >= 0) {
            throw new IllegalArgumentException("a scalar is below the group's order");
        }
        return scalar;
    }

    static byte[] encode(BigInteger scalar) {
        return BigIntegers.asUnsignedByteArray(SCALAR_BYTES, scalar);
    }

    /** A scalar drawn uniformly from 1 to order - 1. */
    static BigInteger randomScalar(SecureRandom random) {
        return BigIntegers.createRandomInRange(BigInteger.ONE, ORDER.subtract(BigInteger.ONE), random);
    }
}
