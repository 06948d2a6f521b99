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
import io.mistnet.protocols.sharing.Words;

/**
 * Divides shared values by 2^k, rounding down; the result is exact or one unit too large.
 *
 * <p><b>Functionality.</b> Input: values z in [0, 2^63), shared additively between P0 and P1; k in [1, 62]. Output: floor(z / 2^k) or that plus one, shared between P0 and P1; the
 * former wherever 2^k divides z.
 * <p><b>Security.</b> Semi-honest, one of three corrupted. P2 knows a mask m = m0 + m1 as a whole, P0 knows m0 and P1 knows m1; P0 and P1 open c = z + m to each other.
 * <p><b>Leakage.</b> None: c is uniform to P0 and to P1, each of whom lacks half of m; P2 receives nothing.
 * <p><b>Preconditions.</b> z below 2^63. For any other z the result is below 2^(64-k) in magnitude: a range check that follows finds it.
 * <p><b>On deviation.</b> A block of another length or step aborts with the peer and the step; a wrong word is not detected in this model.
 * <p><b>Cost.</b> One round; four words a value, two of which P2 sends ahead.
 * <p><b>Why it is exact.</b> Let t be the top bit of m. As whole numbers, z + m = c + 2^64 w, where w says whether the sum passed 2^64. As z is below 2^63, w = 1 exactly where t = 1 and
 * the top bit of c is 0: a top bit can vanish by a carry only. Divided by 2^k: floor(c / 2^k) + 2^(64-k) w - floor(m / 2^k) = floor(z / 2^k) + e, where e is the carry out of the low k
 * bits of z + m, 0 or 1, and 0 where the low bits of z are 0. All of it is public (c), or shared (t and floor(m / 2^k), dealt by P2), or their product with a public bit.
 */
public final class Truncation {

    private final ComputeSession session;
    private final Step opening;
    private final Step dealing;
    private final int bits;

    private Truncation(ComputeSession session, Step step, int bits) {
        this.session = session;
        this.opening = step.then("opening");
        this.dealing = step.then("dealing");
        this.bits = bits;
    }

    /** Runs it in place. */
    public static void run(ComputeSession session, Step step, Additive z, int bits) {
        z.requireAt(PartyPair.P01);
        if (bits < 1 || bits > 62) {
            throw new IllegalArgumentException("cannot divide by 2^" + bits);
        }
        Truncation truncation = new Truncation(session, step, bits);
        if (session.is(Party.P2)) {
            truncation.deal(z.rows());
        } else {
            truncation.compute(z);
        }
    }

    private void compute(Additive z) {
        boolean first = session.is(Party.P0);
        RandomWords masks = session.common(Party.P2, opening);
        RandomWords dealt = session.common(Party.P2, dealing);
        long[] part = z.part();
        long[] mask = new long[Channel.BLOCK_WORDS];
        long[] top = new long[Channel.BLOCK_WORDS];
        long[] quotient = new long[Channel.BLOCK_WORDS];
        Blocks.each(z.rows(), (offset, count) -> {
            masks.fill(mask, 0, count);
            Words.add(part, offset, mask, count);
            if (first) {
                dealt.fill(top, 0, count);
                dealt.fill(quotient, 0, count);
            } else {
                session.to(Party.P2).receive(dealing, top, 0, count);
                session.to(Party.P2).receive(dealing, quotient, 0, count);
            }
            Exchange.sum(session, opening, first ? Party.P1 : Party.P0, part, offset, count);
            for (int i = 0; i < count; i++) {
                long c = part[offset + i];
                long wrapped = top[i] & ((c >>> 63) - 1);
                part[offset + i] = (first ? c >>> bits : 0) + (wrapped << (64 - bits)) - quotient[i];
            }
        });
    }

    private void deal(int rows) {
        RandomWords masks0 = session.common(Party.P0, opening);
        RandomWords masks1 = session.common(Party.P1, opening);
        RandomWords dealt = session.common(Party.P0, dealing);
        long[] mask = new long[Channel.BLOCK_WORDS];
        long[] out = new long[Channel.BLOCK_WORDS];
        Blocks.each(rows, (offset, count) -> {
            masks0.fill(mask, 0, count);
            masks1.fill(out, 0, count);
            Words.add(mask, 0, out, count);
            dealShifted(mask, 63, dealt, out, count);
            dealShifted(mask, bits, dealt, out, count);
        });
    }

    private void dealShifted(long[] mask, int shift, RandomWords dealt, long[] out, int count) {
        dealt.fill(out, 0, count);
        for (int i = 0; i < count; i++) {
            out[i] = (mask[i] >>> shift) - out[i];
        }
        session.to(Party.P1).send(dealing, out, 0, count);
    }
}
