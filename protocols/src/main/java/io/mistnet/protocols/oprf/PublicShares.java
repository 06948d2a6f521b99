package io.mistnet.protocols.oprf;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.bouncycastle.math.ec.ECPoint;

/**
 * What everybody may know of a key held in shares: the threshold t, the public key, and the public share of each of the n holders.
 *
 * <p>Holder i (from 1) has the secret share g(i) of a polynomial g of degree below t, and the key is n! g(0). The factor, from Shoup's threshold
 * signatures, makes the coefficients of every combination of t shares small integers, so that combining costs a few additions and not a
 * multiplication by each. Its knowledge tells nothing: g(0) is as uniform as the key.
 *
 * <p>An instance proves itself: all public shares lie on one polynomial of degree below t whose value at 0 gives the public key. Whether it is the
 * network's is another question (see {@link KeyStatement}).
 *
 * @see <a href="https://doi.org/10.1007/3-540-45539-6_15">Shoup, Practical threshold signatures, EUROCRYPT 2000, section 3</a>
 */
public final class PublicShares {

    /** So that coefficients stay small; networks have 3 to 9. */
    public static final int MAX_HOLDERS = 32;

    private final int threshold;
    private final FixedBase publicKey;
    private final List<ECPoint> shares;

    private PublicShares(int threshold, ECPoint publicKey, List<ECPoint> shares) {
        this.threshold = threshold;
        this.publicKey = FixedBase.of(publicKey);
        this.shares = shares;
    }

    /**
     * Reads and checks them.
     *
     * @param publicKey 33 bytes
     * @param publicShares 33 bytes each, of the holders 1 to n
     * @throws IllegalArgumentException if something is no element, or they do not belong together
     */
    public static PublicShares of(int threshold, byte[] publicKey, List<byte[]> publicShares) {
        checkSizes(threshold, publicShares.size());
        PublicShares read = new PublicShares(
                threshold,
                P256.decode(publicKey),
                publicShares.stream().map(P256::decode).toList());
        read.checkPolynomial();
        return read;
    }

    static PublicShares of(int threshold, List<ECPoint> shares) {
        checkSizes(threshold, shares.size());
        int[] first = IntStream.rangeClosed(1, threshold).toArray();
        ECPoint publicKey = MultiScalar.sumOfSmall(
                shares.subList(0, threshold).toArray(ECPoint[]::new), Lagrange.atZero(first, shares.size()));
        if (publicKey.isInfinity() || shares.stream().anyMatch(ECPoint::isInfinity)) {
            throw new IllegalArgumentException("a key or share of zero");
        }
        return new PublicShares(
                threshold,
                publicKey.normalize(),
                shares.stream().map(ECPoint::normalize).toList());
    }

    private static void checkSizes(int threshold, int holders) {
        if (holders < 1 || holders > MAX_HOLDERS || threshold < 1 || threshold > holders) {
            throw new IllegalArgumentException(
                    "a threshold of %d among %d holders; there are 1 to %d holders, and it is at most their number"
                            .formatted(threshold, holders, MAX_HOLDERS));
        }
    }

    private void checkPolynomial() {
        int[] first = IntStream.rangeClosed(1, threshold).toArray();
        ECPoint[] known = shares.subList(0, threshold).toArray(ECPoint[]::new);
        if (!MultiScalar.sumOfSmall(known, Lagrange.atZero(first, holders())).equals(publicKey.base())) {
            throw new IllegalArgumentException("the public key is not that of the public shares 1 to " + threshold);
        }
        for (int holder = threshold + 1; holder <= holders(); holder++) {
            BigInteger[] coefficients = Lagrange.at(holder, first);
            if (!MultiScalar.sum(known, coefficients).equals(share(holder))) {
                throw new IllegalArgumentException(
                        "the public share of holder %d is not on the polynomial of the first %d"
                                .formatted(holder, threshold));
            }
        }
    }

    /** How many holders must answer. */
    public int threshold() {
        return threshold;
    }

    /** How many holders there are. */
    public int holders() {
        return shares.size();
    }

    /** The public key, 33 bytes. */
    public byte[] publicKey() {
        return P256.encode(publicKey.base());
    }

    /** The public share of a holder from 1 to n, 33 bytes. */
    public byte[] publicShare(int holder) {
        return P256.encode(share(holder));
    }

    FixedBase key() {
        return publicKey;
    }

    ECPoint share(int holder) {
        if (holder < 1 || holder > shares.size()) {
            throw new IllegalArgumentException(
                    "there is no holder %d; they are 1 to %d".formatted(holder, shares.size()));
        }
        return shares.get(holder - 1);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PublicShares that
                && threshold == that.threshold
                && shares.equals(that.shares)
                && publicKey.base().equals(that.publicKey.base());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(new int[] {threshold, shares.hashCode()});
    }

    @Override
    public String toString() {
        return "PublicShares(%d of %d)".formatted(threshold, shares.size());
    }
}
