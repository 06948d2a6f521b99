package io.mistnet.protocols.checking;

import io.mistnet.protocols.arithmetic.BitProduct;
import io.mistnet.protocols.arithmetic.BitShares;
import io.mistnet.protocols.arithmetic.Signs;
import io.mistnet.protocols.channel.Step;
import io.mistnet.protocols.sharing.Additive;
import io.mistnet.protocols.sharing.ComputeSession;
import io.mistnet.protocols.sharing.Party;

/**
 * Finds, for every shared value, whether it is out of a public range, in all 64 bits.
 *
 * <p><b>Functionality.</b> Input: x, shared additively between P0 and P1; bound below 2^62. Output: 1 where x modulo 2^64 is not in [0, bound], shared by exclusive or.
 * <p><b>Security, leakage.</b> As {@link Signs}.
 * <p><b>Why it is exact.</b> Read x as a signed number. Where it is negative its sign says so. Where it is not, x - (bound + 1) does not overflow, and its sign is 1 exactly where x is at most bound. So x is in range exactly
 * where the first sign is 0 and the second is 1. (For a negative x the second may be anything; that is why an exclusive or of the two would not do.)
 * <p><b>Cost.</b> Under ten words a value, six rounds.
 */
final class RangeCheck {

    private RangeCheck() {}

    static BitShares outside(ComputeSession session, Step step, Additive x, long bound) {
        BitShares[] signs = Signs.of64Bits(session, step, x, 0, bound + 1);
        long[] inside = signs[1].part().clone();
        long[] notNegative = signs[0].part().clone();
        flip(session, notNegative);
        BitProduct.run(session, step.then("range"), BitShares.words(x.rows()), notNegative, new long[][] {inside});
        flip(session, inside);
        return new BitShares(x.rows(), inside);
    }

    private static void flip(ComputeSession session, long[] bits) {
        if (session.is(Party.P0)) {
            for (int k = 0; k < bits.length; k++) {
                bits[k] = ~bits[k];
            }
        }
    }
}
