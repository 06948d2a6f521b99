package io.mistnet.protocols.oprf;

import java.math.BigInteger;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.hash2curve.HashToField;
import org.bouncycastle.crypto.hash2curve.impl.XmdMessageExpansion;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.math.ec.custom.sec.SecP256R1Field;
import org.bouncycastle.math.raw.Nat;
import org.bouncycastle.math.raw.Nat256;

/**
 * P256_XMD:SHA-256_SSWU_RO_ of RFC 9380: an element that is as good as random, and whose logarithm nobody knows.
 *
 * <p>Bouncy Castle has it too (a test holds this one to that one), but maps with {@code BigInteger} and two exponentiations; here the input is a
 * secret and comes in thousands. This map runs the same operations for every input, on field elements of fixed length, with one exponentiation: c =
 * g^((p+1)/4) is the root of g = g(x1) if g is a square. Else c^2 = -g, and since g(x2) = (Z u^2)^3 g, the root of g(x2) is c u^3 times that of -Z^3
 * = 1000.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9380#section-6.6.2">RFC 9380, sections 6.6.2 and 8.2</a>
 */
final class HashToGroup {

    private static final int WORDS = 8;
    private static final int FIELD_ELEMENT_BYTES = 48;
    private static final int SECURITY_BITS = 128;
    private static final BigInteger P = P256.CURVE.getField().getCharacteristic();
    private static final int[] ONE = field(BigInteger.ONE);
    private static final int[] Z = field(BigInteger.valueOf(-10));
    private static final int[] A = field(P256.CURVE.getA().toBigInteger());
    private static final int[] B = field(P256.CURVE.getB().toBigInteger());
    private static final int[] MINUS_B_BY_A =
            field(P256.CURVE.getB().negate().divide(P256.CURVE.getA()).toBigInteger());
    private static final int[] ROOT_OF_1000 =
            field(P256.CURVE.fromBigInteger(BigInteger.valueOf(1000)).sqrt().toBigInteger());
    /** 1 / tv2 where tv2 is zero, so that x1 = B / (Z A). */
    private static final int[] EXCEPTIONAL =
            field(BigInteger.valueOf(-10).modInverse(P).negate().subtract(BigInteger.ONE));

    private final byte[] tag;

    /** @param tag sets this hash apart from all others */
    HashToGroup(byte[] tag) {
        this.tag = tag;
    }

    ECPoint hash(byte[] input) {
        HashToField hashToField = new HashToField(
                tag, P256.CURVE, new XmdMessageExpansion(new SHA256Digest(), SECURITY_BITS), FIELD_ELEMENT_BYTES);
        BigInteger[][] u = hashToField.process(input, 2);
        return map(u[0][0]).add(map(u[1][0]));
    }

    /** The simplified Shallue-van de Woestijne-Ulas map. */
    static ECPoint map(BigInteger input) {
        int[] u = field(input);
        int[] zuu = product(Z, square(u));
        int[] x1 = product(MINUS_B_BY_A, sum(ONE, inverseOr(EXCEPTIONAL, sum(square(zuu), zuu))));
        int[] x2 = product(zuu, x1);
        int[] g = curve(x1);
        int[] y1 = power(g);
        int[] y2 = product(product(ROOT_OF_1000, product(u, square(u))), y1);
        int useSecond = ~equal(square(y1), g);
        int[] x = x1;
        int[] y = y1;
        Nat.cmov(WORDS, useSecond, x2, 0, x, 0);
        Nat.cmov(WORDS, useSecond, y2, 0, y, 0);
        int[] minusY = new int[WORDS];
        SecP256R1Field.negate(y, minusY);
        Nat.cmov(WORDS, -((y[0] ^ u[0]) & 1), minusY, 0, y, 0);
        return P256.CURVE.createPoint(Nat256.toBigInteger(x), Nat256.toBigInteger(y));
    }

    /** x^3 + A x + B. */
    private static int[] curve(int[] x) {
        return sum(product(sum(square(x), A), x), B);
    }

    /** To the power of (p + 1) / 4 = 2^254 - 2^222 + 2^190 + 2^94. */
    private static int[] power(int[] base) {
        int[] ones = base;
        for (int bits = 1; bits < Integer.SIZE; bits *= 2) {
            ones = product(squares(ones, bits), ones);
        }
        int[] power = product(squares(ones, 32), base);
        power = product(squares(power, 96), base);
        return squares(power, 94);
    }

    /** The inverse; the replacement for zero, which no input is known to lead to. */
    private static int[] inverseOr(int[] replacement, int[] element) {
        if (Nat256.isZero(element)) {
            return replacement.clone();
        }
        int[] inverse = new int[WORDS];
        SecP256R1Field.inv(element, inverse);
        return inverse;
    }

    /** All ones if they are equal, else zero. */
    private static int equal(int[] a, int[] b) {
        int difference = 0;
        for (int i = 0; i < WORDS; i++) {
            difference |= a[i] ^ b[i];
        }
        return ((difference | -difference) >> 31) ^ -1;
    }

    private static int[] sum(int[] a, int[] b) {
        int[] sum = new int[WORDS];
        SecP256R1Field.add(a, b, sum);
        return sum;
    }

    private static int[] product(int[] a, int[] b) {
        int[] product = new int[WORDS];
        SecP256R1Field.multiply(a, b, product);
        return product;
    }

    private static int[] square(int[] a) {
        return squares(a, 1);
    }

    private static int[] squares(int[] a, int times) {
        int[] square = new int[WORDS];
        SecP256R1Field.squareN(a, times, square);
        return square;
    }

    private static int[] field(BigInteger value) {
        return SecP256R1Field.fromBigInteger(value.mod(P));
    }
}
