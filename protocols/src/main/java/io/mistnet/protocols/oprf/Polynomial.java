package io.mistnet.protocols.oprf;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.List;
import java.util.stream.Stream;

/**
 * A secret polynomial over the scalars, which deals shares: holder i, from 1, gets its value at i. Its coefficients serve once, so that its
 * arithmetic is measured once at most.
 */
record Polynomial(List<BigInteger> coefficients) {

    /** A polynomial of degree below {@code threshold}, with this value at 0 and otherwise uniform. */
    static Polynomial through(BigInteger valueAtZero, int threshold, SecureRandom random) {
        Stream<BigInteger> others =
                Stream.generate(() -> P256.randomScalar(random)).limit(threshold - 1L);
        return new Polynomial(Stream.concat(Stream.of(valueAtZero), others).toList());
    }

    static Polynomial random(int threshold, SecureRandom random) {
        return through(P256.randomScalar(random), threshold, random);
    }

    BigInteger at(int holder) {
        BigInteger value = BigInteger.ZERO;
        for (int i = coefficients.size() - 1; i >= 0; i--) {
            value = value.multiply(BigInteger.valueOf(holder))
                    .add(coefficients.get(i))
                    .mod(P256.ORDER);
        }
        return value;
    }

    @Override
    public String toString() {
        return "Polynomial(secret)";
    }
}
