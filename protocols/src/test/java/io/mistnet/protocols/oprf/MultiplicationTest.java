package io.mistnet.protocols.oprf;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.bouncycastle.math.ec.ECPoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** All ways to multiply agree with the plain one of Bouncy Castle. */
class MultiplicationTest {

    private final SecureRandom random = new SeededRandom(1);
    private final ECPoint base = P256.GENERATOR.base();

    @Test
    void fixedBase() {
        ECPoint other = base.multiply(P256.randomScalar(random)).normalize();
        for (FixedBase fixed : List.of(P256.GENERATOR, FixedBase.of(other))) {
            for (BigInteger scalar : scalars()) {
                assertThat(fixed.multiply(scalar)).isEqualTo(fixed.base().multiply(scalar));
            }
        }
    }

    @Test
    void secretScalar() {
        for (BigInteger scalar : scalars()) {
            if (scalar.signum() > 0) {
                ECPoint element = base.multiply(P256.randomScalar(random));
                ECPoint publicKey = base.multiply(scalar);
                SecretMultiplication secret = new SecretMultiplication(scalar, publicKey, random);
                assertThat(secret.multiply(element)).isEqualTo(element.multiply(scalar));
                assertThat(secret.multiply(new ECPoint[] {element, base}))
                        .containsExactly(element.multiply(scalar), publicKey);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 12, 13, 40, 300})
    void sums(int terms) {
        List<BigInteger> edges = scalars();
        ECPoint[] elements = IntStream.range(0, terms)
                .mapToObj(i -> base.multiply(P256.randomScalar(random)).normalize())
                .toArray(ECPoint[]::new);
        BigInteger[] scalars = IntStream.range(0, terms)
                .mapToObj(i -> i < edges.size() ? edges.get(i) : P256.randomScalar(random))
                .toArray(BigInteger[]::new);
        assertThat(MultiScalar.sum(elements, scalars)).isEqualTo(naive(elements, scalars));
    }

    @Test
    void sumsOfEqualAndOppositeElements() {
        ECPoint[] elements = new ECPoint[40];
        BigInteger[] scalars = new BigInteger[40];
        Arrays.setAll(elements, i -> i % 2 == 0 ? base : base.negate());
        Arrays.fill(scalars, BigInteger.TEN);
        assertThat(MultiScalar.sum(elements, scalars).isInfinity()).isTrue();
        scalars[0] = BigInteger.valueOf(11);
        assertThat(MultiScalar.sum(elements, scalars)).isEqualTo(base);
    }

    @Test
    void smallAndNegativeScalars() {
        ECPoint[] elements = {base.twice(), base.multiply(BigInteger.valueOf(5))};
        for (int a = -9; a < 10; a++) {
            for (int b = -9; b < 10; b++) {
                BigInteger[] scalars = {BigInteger.valueOf(a), BigInteger.valueOf(b)};
                assertThat(MultiScalar.sumOfSmall(elements, scalars))
                        .isEqualTo(base.multiply(BigInteger.valueOf(2L * a + 5L * b)));
            }
        }
    }

    private List<BigInteger> scalars() {
        List<BigInteger> scalars = new ArrayList<>();
        for (int small = 0; small < 34; small++) {
            scalars.add(BigInteger.valueOf(small));
            scalars.add(P256.ORDER.subtract(BigInteger.valueOf(small + 1L)));
        }
        for (int bit = 4; bit < 256; bit += 7) {
            scalars.add(BigInteger.ONE.shiftLeft(bit).subtract(BigInteger.ONE).mod(P256.ORDER));
            scalars.add(BigInteger.ONE.shiftLeft(bit).mod(P256.ORDER));
        }
        IntStream.range(0, 20).forEach(i -> scalars.add(P256.randomScalar(random)));
        return scalars;
    }

    private static ECPoint naive(ECPoint[] elements, BigInteger[] scalars) {
        return IntStream.range(0, elements.length)
                .mapToObj(i -> elements[i].multiply(scalars[i]))
                .reduce(P256.CURVE.getInfinity(), ECPoint::add);
    }
}
