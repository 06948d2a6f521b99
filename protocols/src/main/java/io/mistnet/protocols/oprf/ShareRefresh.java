package io.mistnet.protocols.oprf;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.bouncycastle.math.ec.ECPoint;

/**
 * Gives the holders of a key new shares of it. The key, and so all outputs, stay; shares of two generations do not combine, so what was stolen before
 * is worthless once t holders have forgotten their old shares.
 *
 * <p><b>Functionality.</b> Input: the holders' shares. Output, to holder i: its share plus d(i), where d is the sum of what the qualified dealers
 * dealt: polynomials of degree below t that are zero at 0.
 * <p><b>Parties.</b> All n holders; those who send nothing are passed over, but a holder who misses the run has no share afterwards.
 * <p><b>Security.</b> Honest majority, t at most (n + 1) / 2, as for {@link KeyGeneration}. Feldman's commitments are enough: what is shared is zero,
 * and one honest dealer's uniform d makes the sum uniform.
 * <p><b>Rounds.</b> Deals, complaints, answers.
 * <p><b>On deviation.</b> The dealer is named and its polynomial left out.
 *
 * @see <a href="https://doi.org/10.1007/3-540-44750-4_27">Herzberg, Jarecki, Krawczyk, Yung, Proactive secret sharing, CRYPTO 1995</a>
 */
public final class ShareRefresh extends Ceremony {

    private final KeyShare current;

    /**
     * @param context what sets this run apart from all others, equal at all holders: network, key epoch, new generation, attempt
     * @throws IllegalArgumentException if t is 1 (a share is then the key) or above (n + 1) / 2
     */
    public ShareRefresh(byte[] context, KeyShare current, SecureRandom random) {
        super(
                "mistnet-oprf-refresh-1",
                Secret.ZERO,
                context,
                current.holder(),
                current.publicShares().threshold(),
                current.publicShares().holders(),
                random);
        if (current.publicShares().threshold() == 1) {
            throw new IllegalArgumentException(
                    "shares of a key with threshold 1 are the key itself, and cannot be refreshed");
        }
        this.current = current;
    }

    @Override
    Optional<byte[]> afterSettlement(int round, Map<Integer, byte[]> received) {
        return Optional.empty();
    }

    @Override
    KeyShare share() {
        PublicShares old = current.publicShares();
        List<ECPoint> shares = IntStream.rangeClosed(1, old.holders())
                .mapToObj(holder -> sharing.dealers().stream()
                        .map(dealer -> sharing.commitments(dealer).at(holder))
                        .reduce(old.share(holder), ECPoint::add))
                .toList();
        BigInteger secret = current.scalar().add(sharing.sum()).mod(P256.ORDER);
        return new KeyShare(current.holder(), secret, PublicShares.of(old.threshold(), shares));
    }
}
