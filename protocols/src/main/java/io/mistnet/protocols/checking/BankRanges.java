package io.mistnet.protocols.checking;

import io.mistnet.protocols.arithmetic.BitShares;
import io.mistnet.protocols.channel.Step;
import io.mistnet.protocols.sharing.Additive;
import io.mistnet.protocols.sharing.ComputeSession;
import io.mistnet.protocols.sharing.Seed;

/**
 * Finds banks that entered a value out of range.
 *
 * <p><b>Functionality.</b> Input: x, shared additively between P0 and P1; bound below 2^62; blocks; a public random seed that was unknown when x was dealt. Output, public: for every block whether a value modulo 2^64
 * is not in [0, bound].
 * <p><b>Leakage.</b> The output, which depends on the bank's own input only.
 */
public final class BankRanges {

    private BankRanges() {}

    /** Runs it. {@code x} stays as it is. */
    public static boolean[] outside(
            ComputeSession session, Step step, Additive x, long bound, int[] starts, Seed coin) {
        BitShares outside = RangeCheck.outside(session, step, x, bound);
        return AnyBit.open(session, step.then("any"), outside, starts, coin.derive(step));
    }
}
