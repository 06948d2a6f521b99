package io.mistnet.protocols.oprf;

import java.math.BigInteger;
import java.security.SecureRandom;
import org.bouncycastle.math.ec.ECAlgorithms;
import org.bouncycastle.math.ec.ECPoint;

/**
 * Multiplies elements that somebody else chose by one secret scalar.
 *
 * <p>Two measures against timing. First, {@link ECAlgorithms#multiplySecret}: a fixed window, so that the sequence of group operations and all
 * addresses are the same for every scalar. (The plain multiplication of Bouncy Castle's P-256 is not like that: it is never used with a secret.) What
 * is left is below it, in the field arithmetic: a carry that is rare, and depends on the values. So, second, the element is masked: k P is computed
 * as k (P + R) - k R, where R is uniform, secret, and new for every batch. So whoever chose P knows nothing about any value the scalar meets, and
 * whatever it measures is spread alike for every scalar. This is Coron's second countermeasure; unlike a random splitting of the scalar it costs two
 * additions and not a second multiplication.
 *
 * <p>It does not cover an attacker in the same core, who sees single traces (power, fault, or port contention), and not the few modular products of
 * scalars, each of which has an operand used once.
 *
 * @see <a href="https://doi.org/10.1007/3-540-48059-5_25">Coron, Resistance against differential power analysis, CHES 1999, section 5.2</a>
 */
final class SecretMultiplication {

    private final BigInteger secret;
    private final ECPoint mask;
    private final ECPoint masksMultiple;

    /** @param publicKey the generator times the secret */
    SecretMultiplication(BigInteger secret, ECPoint publicKey, SecureRandom random) {
        BigInteger exponent = P256.randomScalar(random);
        this.secret = secret;
        this.mask = P256.GENERATOR.multiply(exponent).normalize();
        this.masksMultiple = ECAlgorithms.multiplySecret(publicKey, exponent).normalize();
    }

    ECPoint multiply(ECPoint element) {
        return ECAlgorithms.multiplySecret(element.add(mask), secret).subtract(masksMultiple);
    }

    ECPoint[] multiply(ECPoint[] elements) {
        ECPoint[] masked = new ECPoint[elements.length];
        for (int i = 0; i < elements.length; i++) {
            masked[i] = elements[i].add(mask);
        }
        P256.CURVE.normalizeAll(masked);
        ECPoint[] multiples = new ECPoint[elements.length];
        for (int i = 0; i < elements.length; i++) {
            multiples[i] = ECAlgorithms.multiplySecret(masked[i], secret).subtract(masksMultiple);
        }
        return multiples;
    }
}
