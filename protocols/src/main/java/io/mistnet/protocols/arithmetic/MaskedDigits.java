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

/**
 * Opens values under masks that P2 knows, together with the masks as shared one-hot digits: what comparisons and zero tests begin with.
 *
 * <p><b>Functionality.</b> Input: x, shared additively between P0 and P1, taken modulo 2^w, w = 32 or 64. To P0 and P1: X = x + m modulo 2^w, and exclusive-or shares of the one-hot digits H of m. The opened X
 * and the shares are handed on block by block.
 * <p><b>Security.</b> Semi-honest, one of three corrupted. m = m0 + m1, m0 known to P0 and P2, m1 to P1 and P2.
 * <p><b>Leakage.</b> None: X is uniform to P0 and to P1, each of whom lacks half of m. P2 receives nothing.
 * <p><b>Cost.</b> One round; w / 64 words each way between P0 and P1, and w / 16 words that P2 sends ahead, for each value.
 */
final class MaskedDigits {

    /** Values in a block of one-hot digits; a multiple of 64. */
    private final int blockRows;

    private final ComputeSession session;
    private final Step opening;
    private final Step dealing;
    private final OneHotDigits digits;

    /** What P0 and P1 do with some rows. */
    interface Consumer {
        /**
         * Takes one block.
         *
         * @param first the first row, a multiple of 64
         * @param count how many rows
         * @param opened X of these rows
         * @param oneHot this party's share of H of these rows
         */
        void accept(int first, int count, long[] opened, long[] oneHot);
    }

    MaskedDigits(ComputeSession session, Step step, OneHotDigits digits) {
        this.session = session;
        this.opening = step.then("opening");
        this.dealing = step.then("digits");
        this.digits = digits;
        this.blockRows = Channel.BLOCK_WORDS / digits.words();
    }

    /** Runs it. {@code x} stays as it is. At P2 the consumer is not called. */
    void run(Additive x, Consumer consumer) {
        x.requireAt(PartyPair.P01);
        if (session.is(Party.P2)) {
            deal(x.rows());
        } else {
            compute(x, consumer);
        }
    }

    private void compute(Additive x, Consumer consumer) {
        boolean first = session.is(Party.P0);
        RandomWords masks = session.common(Party.P2, opening);
        RandomWords dealt = session.common(Party.P2, dealing);
        long[] opened = new long[blockRows];
        long[] oneHot = new long[blockRows * digits.words()];
        Blocks.each(x.rows(), blockRows, (offset, count) -> {
            masks.fill(opened, 0, count);
            for (int k = 0; k < count; k++) {
                opened[k] += x.part()[offset + k];
            }
            if (first) {
                dealt.fill(oneHot, 0, count * digits.words());
            } else {
                session.to(Party.P2).receive(dealing, oneHot, 0, count * digits.words());
            }
            open(opened, count, first ? Party.P1 : Party.P0);
            consumer.accept(offset, count, opened, oneHot);
        });
    }

    /** Words of 32 bits go two in one. */
    private void open(long[] words, int count, Party other) {
        if (digits.width() == 64) {
            Exchange.sum(session, opening, other, words, 0, count);
            return;
        }
        int half = (count + 1) / 2;
        long[] packed = new long[half];
        for (int k = 0; k < count; k++) {
            packed[k % half] |= (words[k] & 0xffff_ffffL) << (32 * (k / half));
        }
        long[] mine = packed.clone();
        session.to(other).send(opening, mine, 0, half);
        session.to(other).receive(opening, packed, 0, half);
        for (int k = 0; k < count; k++) {
            words[k] = words[k] + (packed[k % half] >>> (32 * (k / half))) & 0xffff_ffffL;
        }
    }

    private void deal(int rows) {
        RandomWords masks0 = session.common(Party.P0, opening);
        RandomWords masks1 = session.common(Party.P1, opening);
        RandomWords dealt = session.common(Party.P0, dealing);
        long[] mask = new long[blockRows];
        long[] other = new long[blockRows];
        long[] oneHot = new long[blockRows * digits.words()];
        long[] half = new long[oneHot.length];
        Blocks.each(rows, blockRows, (offset, count) -> {
            masks0.fill(mask, 0, count);
            masks1.fill(other, 0, count);
            for (int k = 0; k < count; k++) {
                digits.write(mask[k] + other[k], oneHot, k * digits.words());
            }
            dealt.fill(half, 0, count * digits.words());
            for (int k = 0; k < count * digits.words(); k++) {
                oneHot[k] ^= half[k];
            }
            session.to(Party.P1).send(dealing, oneHot, 0, count * digits.words());
        });
    }
}
