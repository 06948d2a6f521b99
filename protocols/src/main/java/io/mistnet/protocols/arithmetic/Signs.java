package io.mistnet.protocols.arithmetic;

import io.mistnet.protocols.channel.Step;
import io.mistnet.protocols.sharing.Additive;
import io.mistnet.protocols.sharing.ComputeSession;
import io.mistnet.protocols.sharing.Party;
import java.util.Arrays;

/**
 * Compares shared values with public thresholds: the sign of x - threshold.
 *
 * <p><b>Functionality.</b> Input: x, shared additively between P0 and P1, taken modulo 2^w, w = 32 or 64; public thresholds. Output, for each threshold: the top bit of x - threshold modulo 2^w, shared by exclusive
 * or. Where x - threshold lies in [-2^(w-1), 2^(w-1)) that is whether x is below the threshold.
 * <p><b>Security.</b> Semi-honest, one of three corrupted. P2 deals the mask's digits and the and gates' masks; it receives nothing.
 * <p><b>Leakage.</b> None: what P0 and P1 see is masked, see {@link MaskedDigits} and {@link BitProduct}.
 * <p><b>Cost.</b> For w = 32: 3 words a value and under 1 word a threshold, 4 rounds whatever the number of thresholds; for w = 64: 6 and under 2 words, 5 rounds.
 * <p><b>Why it is exact.</b> With X = x + m and Y = X - threshold, x - threshold = Y - m. Subtraction with borrow: its top bit is the exclusive or of the two top bits and of the borrow, which is whether the low bits of
 * Y are below those of m. They are where, at the highest digit in which they differ, Y's is the smaller. Given the one-hot form of a digit of m, whether Y's digit equals it is one of its bits, and whether it is smaller is the
 * sum of the bits above: both are local, since Y is public. Digits combine in a tree: (less, equal) of a longer number is (less_high or (equal_high and less_low), equal_high and equal_low), where the or may be
 * an exclusive or, as both never hold. This is an identity for all x, m and thresholds.
 */
public final class Signs {

    private final ComputeSession session;
    private final OneHotDigits digits;
    private final int rows;
    private final int words;
    private final long[] thresholds;
    private final long[] less;
    private final long[] equal;
    private final long[] top;

    private Signs(ComputeSession session, OneHotDigits digits, int rows, long[] thresholds) {
        this.session = session;
        this.digits = digits;
        this.rows = rows;
        this.words = BitShares.words(rows);
        this.thresholds = thresholds;
        boolean computes = !session.is(Party.P2);
        this.less = new long[computes ? digits.digits() * thresholds.length * words : 0];
        this.equal = new long[less.length];
        this.top = new long[computes ? thresholds.length * words : 0];
    }

    /** Runs it for values of 32 bits. {@code x} stays as it is. */
    public static BitShares[] of32Bits(ComputeSession session, Step step, Additive x, long... thresholds) {
        return run(session, step, OneHotDigits.SIGNED_32, x, thresholds);
    }

    /** Runs it for values of 64 bits. */
    public static BitShares[] of64Bits(ComputeSession session, Step step, Additive x, long... thresholds) {
        return run(session, step, OneHotDigits.SIGNED_64, x, thresholds);
    }

    private static BitShares[] run(
            ComputeSession session, Step step, OneHotDigits digits, Additive x, long[] thresholds) {
        Signs signs = new Signs(session, digits, x.rows(), thresholds);
        new MaskedDigits(session, step, digits).run(x, signs::lookUp);
        signs.combine(step);
        return signs.result();
    }

    private void lookUp(int first, int count, long[] opened, long[] oneHot) {
        for (int t = 0; t < thresholds.length; t++) {
            for (int group = 0; group < count; group += 64) {
                lookUp(t, first + group, group, Math.min(64, count - group), opened, oneHot);
            }
        }
    }

    private void lookUp(int threshold, int row, int from, int count, long[] opened, long[] oneHot) {
        int word = threshold * words + (row >>> 6);
        int stride = thresholds.length * words;
        long mine = session.is(Party.P0) ? 1 : 0;
        for (int d = 0; d < digits.digits(); d++) {
            long equalBits = 0;
            long lessBits = 0;
            for (int k = 0; k < count; k++) {
                int digit = digits.digit(opened[from + k] - thresholds[threshold], d);
                int bits = digits.oneHot(oneHot, (from + k) * digits.words(), d) >>> digit;
                equalBits |= (long) (bits & 1) << k;
                lessBits |= (long) (Integer.bitCount(bits >>> 1) & 1) << k;
            }
            equal[place(d) * stride + word] = equalBits;
            less[place(d) * stride + word] = lessBits;
        }
        long topBits = 0;
        for (int k = 0; k < count; k++) {
            long known = mine & digits.topBit(opened[from + k] - thresholds[threshold]);
            topBits |= (known ^ digits.topBit(oneHot, (from + k) * digits.words())) << k;
        }
        top[word] = topBits;
    }

    /** Digits stand at their number's bits reversed, so that at every level of the tree the lower ones of all pairs make the first half. */
    private int place(int digit) {
        int levels = Integer.numberOfTrailingZeros(digits.digits());
        return Integer.reverse(digit) >>> (32 - levels);
    }

    private void combine(Step step) {
        int level = 1;
        for (int left = digits.digits(); left > 1; left /= 2) {
            int half = left / 2 * thresholds.length * words;
            long[] equalHigh = upper(equal, half);
            long[] lessLow = lower(less, half);
            long[] equalLow = lower(equal, half);
            long[][] factors = left > 2 ? new long[][] {lessLow, equalLow} : new long[][] {lessLow};
            BitProduct.run(session, step.then("level", level++), half, equalHigh, factors);
            for (int k = 0; k < lessLow.length; k++) {
                less[k] = less[half + k] ^ lessLow[k];
                equal[k] = equalLow[k];
            }
        }
    }

    private static long[] lower(long[] words, int half) {
        return words.length == 0 ? words : Arrays.copyOf(words, half);
    }

    private static long[] upper(long[] words, int half) {
        return words.length == 0 ? words : Arrays.copyOfRange(words, half, 2 * half);
    }

    private BitShares[] result() {
        BitShares[] signs = new BitShares[thresholds.length];
        for (int t = 0; t < signs.length; t++) {
            if (session.is(Party.P2)) {
                signs[t] = BitShares.elsewhere(rows);
                continue;
            }
            long[] bits = new long[words];
            for (int k = 0; k < words; k++) {
                bits[k] = less[t * words + k] ^ top[t * words + k];
            }
            signs[t] = new BitShares(rows, bits);
        }
        return signs;
    }
}
