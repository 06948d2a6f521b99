package io.mistnet.protocols.oprf;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.bouncycastle.math.ec.ECPoint;

/** Commitments to the coefficients of a dealer's polynomial, lowest first; they commit to its value everywhere. */
record Commitments(List<ECPoint> coefficients) {

    /** Pedersen's second base, whose logarithm nobody knows: it comes out of a hash. */
    private static final FixedBase HIDING = FixedBase.of(
            new HashToGroup("MISTNET-V01-CS01-with-P256_XMD:SHA-256_SSWU_RO_".getBytes(StandardCharsets.US_ASCII))
                    .hash("second base of Pedersen's commitments".getBytes(StandardCharsets.US_ASCII)));

    /** Of value G + hiding H. */
    static Commitments pedersen(Polynomial values, Polynomial hidings) {
        return new Commitments(IntStream.range(0, values.coefficients().size())
                .mapToObj(i -> commit(
                        values.coefficients().get(i), hidings.coefficients().get(i)))
                .toList());
    }

    /** Of value G: the values' own multiples of the generator, which the public shares are made of. */
    static Commitments feldman(Polynomial values) {
        return new Commitments(values.coefficients().stream()
                .map(value -> P256.GENERATOR.multiply(value).normalize())
                .toList());
    }

    private static ECPoint commit(BigInteger value, BigInteger hiding) {
        return P256.GENERATOR.multiply(value).add(HIDING.multiply(hiding)).normalize();
    }

    /** Whether the pair is the one committed to by Pedersen's commitments. */
    boolean commitTo(SharePair pair, int holder) {
        return commit(pair.value(), pair.hiding()).equals(at(holder));
    }

    /** Whether the value is the one committed to by Feldman's commitments. */
    boolean commitTo(BigInteger value, int holder) {
        return P256.GENERATOR.multiply(value).equals(at(holder));
    }

    ECPoint at(int holder) {
        ECPoint value = P256.CURVE.getInfinity();
        for (int i = coefficients.size() - 1; i >= 0; i--) {
            value = value.multiply(BigInteger.valueOf(holder)).add(coefficients.get(i));
        }
        return value.normalize();
    }

    byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        coefficients.forEach(coefficient -> bytes.writeBytes(P256.encode(coefficient)));
        return bytes.toByteArray();
    }

    /** Empty if they are not the bytes of {@code count} commitments. */
    static Optional<Commitments> read(byte[] bytes, int count) {
        if (bytes.length != count * P256.ELEMENT_BYTES) {
            return Optional.empty();
        }
        List<ECPoint> coefficients = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                coefficients.add(P256.decode(bytes, i * P256.ELEMENT_BYTES));
            }
        } catch (InvalidElementException e) {
            return Optional.empty();
        }
        return Optional.of(new Commitments(coefficients));
    }
}
