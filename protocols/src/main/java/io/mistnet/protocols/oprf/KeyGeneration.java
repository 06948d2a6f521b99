package io.mistnet.protocols.oprf;

import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.bouncycastle.math.ec.ECPoint;

/**
 * Makes a key that nobody has: each holder gets a share, and all get the public shares.
 *
 * <p><b>Functionality.</b> Output: shares of a uniform key k among n holders, any t of which can use it; everybody learns the public shares.
 * <p><b>Security.</b> Up to t - 1 holders may deviate as they like, together, and see each round's honest messages before they send theirs (a rushing
 * adversary). It needs an honest majority, t at most (n + 1) / 2, so that the honest ones are t at least and can finish without the others; the trial
 * network has t = 2, n = 3. The key is then uniform: who is qualified is settled while only Pedersen's commitments are known, which say nothing, so
 * that nobody can drop out, or in, depending on what the key would be. Discrete logarithms in P-256 are hard.
 * <p><b>Leakage.</b> A share that was complained of is shown to all; so is the secret (a summand of the key) of a dealer who lies after the
 * settlement.
 * <p><b>Rounds.</b> Deals, complaints, answers (all under Pedersen's commitments); then the qualified dealers' extractions (Feldman's commitments to
 * the same polynomials), accusations of those whose extraction does not fit, with the accuser's share as evidence, and shares for those whom the
 * accusation hits: their polynomials are then interpolated by all.
 * <p><b>On deviation.</b> Named in {@link Outcome#faults}; the run goes on. Before the settlement a dealer is left out; after it, its part is made
 * public, and stays in.
 *
 * @see <a href="https://doi.org/10.1007/s00145-006-0347-3">Gennaro, Jarecki, Krawczyk, Rabin, Secure distributed key generation, J. Cryptology 2007, figure 2</a>
 */
public final class KeyGeneration extends Ceremony {

    private final int me;
    private final int threshold;
    private final int holders;
    private final Extraction extraction;

    /**
     * @param context what sets this run apart from all others, equal at all holders: network, key epoch, attempt
     * @param me this holder's index, from 1
     * @throws IllegalArgumentException if the threshold is above (n + 1) / 2
     */
    public KeyGeneration(byte[] context, int me, int threshold, int holders, SecureRandom random) {
        super("mistnet-oprf-key-generation-1", Secret.FRESH, context, me, threshold, holders, random);
        this.me = me;
        this.threshold = threshold;
        this.holders = holders;
        this.extraction = new Extraction(sharing, me, threshold, holders);
    }

    @Override
    Optional<byte[]> afterSettlement(int round, Map<Integer, byte[]> received) {
        return switch (round) {
            case 0 -> Optional.of(extraction.extract());
            case 1 -> Optional.of(extraction.accuse(received));
            case 2 -> Optional.of(extraction.reveal(received));
            default -> {
                extraction.reconstruct(received);
                yield Optional.empty();
            }
        };
    }

    @Override
    KeyShare share() {
        List<ECPoint> shares = IntStream.rangeClosed(1, holders)
                .mapToObj(holder -> sharing.dealers().stream()
                        .map(dealer -> extraction.valueAt(dealer, holder))
                        .reduce(P256.CURVE.getInfinity(), ECPoint::add))
                .toList();
        return new KeyShare(me, sharing.sum(), PublicShares.of(threshold, shares));
    }
}
