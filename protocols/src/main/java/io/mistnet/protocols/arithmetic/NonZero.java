package io.mistnet.protocols.arithmetic;

import io.mistnet.protocols.channel.Step;
import io.mistnet.protocols.sharing.Additive;
import io.mistnet.protocols.sharing.ComputeSession;
import io.mistnet.protocols.sharing.Party;
import java.util.Arrays;

/**
 * Tests which shared values are not zero.
 *
 * <p><b>Functionality.</b> Input: s, shared additively between P0 and P1, taken modulo 2^32. Output: whether s is not 0 modulo 2^32, shared by exclusive or.
 * <p><b>Security, leakage.</b> As {@link Signs}.
 * <p><b>Cost.</b> 4 words a value, 4 rounds.
 * <p><b>Why it is exact.</b> s = 0 exactly where the opened s + m equals m, digit by digit; each digit's equality is a bit of the mask's one-hot form, and eight of them are combined by and.
 */
public final class NonZero {

    private static final OneHotDigits DIGITS = OneHotDigits.UNSIGNED_32;

    private final ComputeSession session;
    private final int words;
    private long[] equal;

    private NonZero(ComputeSession session, int rows) {
        this.session = session;
        this.words = BitShares.words(rows);
        this.equal = new long[session.is(Party.P2) ? 0 : DIGITS.digits() * words];
    }

    /** Runs it. {@code s} stays as it is. */
    public static BitShares run(ComputeSession session, Step step, Additive s) {
        NonZero test = new NonZero(session, s.rows());
        new MaskedDigits(session, step, DIGITS).run(s, test::lookUp);
        test.combine(step);
        if (session.is(Party.P2)) {
            return BitShares.elsewhere(s.rows());
        }
        long flip = session.is(Party.P0) ? -1 : 0;
        return new BitShares(
                s.rows(), Arrays.stream(test.equal).map(bits -> bits ^ flip).toArray());
    }

    private void lookUp(int first, int count, long[] opened, long[] oneHot) {
        for (int d = 0; d < DIGITS.digits(); d++) {
            for (int k = 0; k < count; k++) {
                int bits = DIGITS.oneHot(oneHot, k * DIGITS.words(), d) >>> DIGITS.digit(opened[k], d);
                int row = first + k;
                equal[d * words + (row >>> 6)] |= (long) (bits & 1) << (row & 63);
            }
        }
    }

    private void combine(Step step) {
        int level = 1;
        for (int left = DIGITS.digits(); left > 1; left /= 2) {
            int half = left / 2 * words;
            boolean computes = !session.is(Party.P2);
            long[] upper = computes ? Arrays.copyOfRange(equal, half, 2 * half) : equal;
            long[] lower = computes ? Arrays.copyOf(equal, half) : equal;
            BitProduct.run(session, step.then("level", level++), half, upper, new long[][] {lower});
            equal = lower;
        }
    }
}
