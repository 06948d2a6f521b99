package io.mistnet.protocols.oprf;

import java.math.BigInteger;
import java.security.SecureRandom;

/**
 * A holder's share of the key: it evaluates batches of blinded elements.
 *
 * <p><b>Functionality.</b> Input: elements that an asker blinded. Output, to the asker: each times the share, with a proof.
 * <p><b>Security.</b> The holder learns how many elements there are, nothing else: a blinded element is uniform whatever its input. Fewer than t
 * shares say nothing about the key. Answers are safe for elements of any choice (one-more gap Diffie-Hellman assumption).
 * <p><b>Preconditions.</b> The asker is authorised, and the elements count against its quota: each is one guess at an input.
 * <p><b>On deviation.</b> Bytes that are no elements are refused before the secret touches them.
 *
 * <p>Immutable and thread-safe.
 *
 * @see <a href="https://eprint.iacr.org/2017/363">Jarecki, Kiayias, Krawczyk, Xu, TOPPSS: threshold 2HashDH</a>
 */
public final class KeyShare {

    private final int holder;
    private final BigInteger secret;
    private final PublicShares publicShares;

    KeyShare(int holder, BigInteger secret, PublicShares publicShares) {
        if (!P256.GENERATOR.multiply(secret).equals(publicShares.share(holder))) {
            throw new IllegalArgumentException(
                    "the secret share is not that of holder %d's public share".formatted(holder));
        }
        this.holder = holder;
        this.secret = secret;
        this.publicShares = publicShares;
    }

    /**
     * Reads a kept share.
     *
     * @param holder from 1
     * @param secret 32 bytes, as {@link #secret()} gave them
     * @throws IllegalArgumentException if it is not the one behind the holder's public share
     */
    public static KeyShare of(int holder, byte[] secret, PublicShares publicShares) {
        if (secret.length != P256.SCALAR_BYTES) {
            throw new IllegalArgumentException(
                    "a secret share has %d bytes, not %d".formatted(P256.SCALAR_BYTES, secret.length));
        }
        return new KeyShare(holder, P256.decodeScalar(secret, 0), publicShares);
    }

    /**
     * Evaluates a batch.
     *
     * @param blinded 1 to 1,024 elements, 33 bytes each
     * @throws InvalidElementException if some of it is no element
     */
    public Evaluation evaluate(byte[] blinded, SecureRandom random) {
        return evaluate(Elements.unpack(blinded), P256.randomScalar(random), random);
    }

    Evaluation evaluate(Elements blinded, BigInteger nonce, SecureRandom random) {
        SecretMultiplication key = new SecretMultiplication(secret, publicShares.share(holder), random);
        Elements evaluated = Elements.pack(key.multiply(blinded.points()));
        Proof proof = Proof.of(
                secret, publicShares.publicShare(holder), key, blinded, evaluated, nonce, P256.randomScalar(random));
        return new Evaluation(evaluated.packed(), proof.bytes());
    }

    /** Its index, from 1. */
    public int holder() {
        return holder;
    }

    /** The secret, 32 bytes, to be kept where nobody else reads it. */
    public byte[] secret() {
        return P256.encode(secret);
    }

    BigInteger scalar() {
        return secret;
    }

    public PublicShares publicShares() {
        return publicShares;
    }

    @Override
    public String toString() {
        return "KeyShare(holder %d, secret)".formatted(holder);
    }
}
