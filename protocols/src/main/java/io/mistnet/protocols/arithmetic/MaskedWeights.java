package io.mistnet.protocols.arithmetic;

import io.mistnet.protocols.channel.Channel;
import io.mistnet.protocols.channel.Step;
import io.mistnet.protocols.sharing.Additive;
import io.mistnet.protocols.sharing.Blocks;
import io.mistnet.protocols.sharing.ComputeSession;
import io.mistnet.protocols.sharing.Exchange;
import io.mistnet.protocols.sharing.Party;
import io.mistnet.protocols.sharing.PartyPair;
import io.mistnet.protocols.sharing.RandomWords;
import io.mistnet.protocols.sharing.Seed;
import io.mistnet.protocols.sharing.Words;
import java.util.Map;

/**
 * Weights in the form in which they enter products: replicated between three parties as W = w + mu0 + mu1, where P0 holds (W, mu0), P1 (W, mu1) and P2 (mu0, mu1).
 *
 * <p><b>Functionality.</b> Input: weights shared additively between P0 and P1. Output: the same weights in replicated form, for any number of products.
 * <p><b>Security.</b> Semi-honest, one of three corrupted. mu0 comes from the seed of P0 and P2, mu1 from that of P1 and P2; P0 and P1 open W to each other.
 * <p><b>Leakage.</b> None: W is uniform to P0, who lacks mu1, and to P1, who lacks mu0; P2 receives nothing.
 * <p><b>Cost.</b> One round; two words a row. The masks are kept as seeds and drawn anew for every product.
 */
public final class MaskedWeights {

    private final int rows;
    private final long[] masked;
    private final Map<Party, Seed> maskSeeds;

    private MaskedWeights(int rows, long[] masked, Map<Party, Seed> maskSeeds) {
        this.rows = rows;
        this.masked = masked;
        this.maskSeeds = maskSeeds;
    }

    /** Runs it. The weights are used up. */
    public static MaskedWeights prepare(ComputeSession session, Step step, Additive weights) {
        weights.requireAt(PartyPair.P01);
        int rows = weights.rows();
        if (session.is(Party.P2)) {
            return new MaskedWeights(
                    rows,
                    weights.part(),
                    Map.of(
                            Party.P0, session.commonSeed(Party.P0, step),
                            Party.P1, session.commonSeed(Party.P1, step)));
        }
        Seed seed = session.commonSeed(Party.P2, step);
        RandomWords masks = seed.words();
        long[] own = weights.part();
        long[] mask = new long[Channel.BLOCK_WORDS];
        Party other = PartyPair.P01.other(session.me());
        Blocks.each(rows, (offset, count) -> {
            masks.fill(mask, 0, count);
            Words.add(own, offset, mask, count);
            Exchange.sum(session, step, other, own, offset, count);
        });
        return new MaskedWeights(rows, own, Map.of(session.me(), seed));
    }

    public int rows() {
        return rows;
    }

    /** W, at P0 and P1. */
    long[] masked() {
        return masked;
    }

    /** The mask that P2 has in common with {@code party}, from its first word on: for P2 and that party. */
    RandomWords mask(Party party) {
        Seed seed = maskSeeds.get(party);
        if (seed == null) {
            throw new IllegalStateException("the mask of " + party + " is not known here");
        }
        return seed.words();
    }
}
