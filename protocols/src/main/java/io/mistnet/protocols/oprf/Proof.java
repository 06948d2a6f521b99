package io.mistnet.protocols.oprf;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import org.bouncycastle.math.ec.ECAlgorithms;
import org.bouncycastle.math.ec.ECPoint;

/**
 * A proof that all elements of a batch were multiplied by the one secret behind a public key (Chaum and Pedersen's, over random linear combinations
 * of the batch, made non-interactive).
 *
 * <p>It is sound for a prover who chooses the batch's answers as it likes, in the random oracle model, and tells nothing else.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9497#section-2.2">RFC 9497, section 2.2</a>
 */
record Proof(BigInteger challenge, BigInteger response) {

    static final int BYTES = 2 * P256.SCALAR_BYTES;

    /** @param key the secret's multiplication, masked, and its public key's encoding */
    static Proof of(
            BigInteger secret,
            byte[] publicKey,
            SecretMultiplication key,
            Elements blinded,
            Elements evaluated,
            BigInteger nonce,
            BigInteger mask) {
        ECPoint composite = combine(blinded, coefficients(publicKey, blinded, evaluated));
        ECPoint evaluatedComposite = key.multiply(composite);
        ECPoint[] commitments = {
            composite, evaluatedComposite, P256.GENERATOR.multiply(nonce), ECAlgorithms.multiplySecret(composite, nonce)
        };
        BigInteger challenge = challenge(publicKey, commitments);
        BigInteger masked = challenge.multiply(secret.add(mask)).mod(P256.ORDER);
        BigInteger response =
                nonce.add(challenge.multiply(mask)).subtract(masked).mod(P256.ORDER);
        return new Proof(challenge, response);
    }

    boolean verifies(ECPoint publicKey, Elements blinded, Elements evaluated) {
        byte[] key = P256.encode(publicKey);
        BigInteger[] coefficients = coefficients(key, blinded, evaluated);
        ECPoint composite = combine(blinded, coefficients);
        ECPoint evaluatedComposite = combine(evaluated, coefficients);
        ECPoint[] commitments = {
            composite,
            evaluatedComposite,
            ECAlgorithms.sumOfTwoMultiplies(P256.GENERATOR.base(), response, publicKey, challenge),
            ECAlgorithms.sumOfTwoMultiplies(composite, response, evaluatedComposite, challenge)
        };
        return Arrays.stream(commitments).noneMatch(ECPoint::isInfinity)
                && MessageDigest.isEqual(P256.encode(challenge(key, commitments)), P256.encode(challenge));
    }

    private static ECPoint combine(Elements elements, BigInteger[] coefficients) {
        return MultiScalar.sum(elements.points(), coefficients).normalize();
    }

    private static BigInteger[] coefficients(byte[] publicKey, Elements blinded, Elements evaluated) {
        byte[] seed = Suite.VOPRF.seed(publicKey);
        BigInteger[] coefficients = new BigInteger[blinded.count()];
        Arrays.setAll(
                coefficients,
                i -> Suite.VOPRF.hashToScalar(new Suite.Transcript()
                        .prefixed(seed)
                        .number(i)
                        .prefixed(blinded.encoded(i))
                        .prefixed(evaluated.encoded(i))
                        .raw(ascii("Composite"))
                        .bytes()));
        return coefficients;
    }

    private static BigInteger challenge(byte[] publicKey, ECPoint[] commitments) {
        P256.CURVE.normalizeAll(commitments);
        Suite.Transcript transcript = new Suite.Transcript().prefixed(publicKey);
        for (ECPoint commitment : commitments) {
            transcript.prefixed(P256.encode(commitment));
        }
        return Suite.VOPRF.hashToScalar(transcript.raw(ascii("Challenge")).bytes());
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    byte[] bytes() {
        return new Suite.Transcript()
                .raw(P256.encode(challenge))
                .raw(P256.encode(response))
                .bytes();
    }

    /** @throws IllegalArgumentException for scalars not below the order */
    static Proof of(byte[] bytes) {
        return new Proof(P256.decodeScalar(bytes, 0), P256.decodeScalar(bytes, P256.SCALAR_BYTES));
    }
}
