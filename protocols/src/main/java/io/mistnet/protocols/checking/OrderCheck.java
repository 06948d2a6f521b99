package io.mistnet.protocols.checking;

import io.mistnet.protocols.channel.Channel;
import io.mistnet.protocols.channel.Step;
import io.mistnet.protocols.permutation.HiddenPermutation;
import io.mistnet.protocols.sharing.Additive;
import io.mistnet.protocols.sharing.Blocks;
import io.mistnet.protocols.sharing.ComputeSession;
import io.mistnet.protocols.sharing.Exchange;
import io.mistnet.protocols.sharing.Party;
import io.mistnet.protocols.sharing.PartyPair;
import io.mistnet.protocols.sharing.RandomWords;
import io.mistnet.protocols.sharing.Seed;
import io.mistnet.protocols.sharing.Words;

/**
 * Finds banks whose S order does not have their accounts in rising order: a running sum of differences in another order would send values that are nobody's risk to foreign accounts.
 *
 * <p><b>Functionality.</b> Input: the dealt permutations V to S, blocks, a public random seed that was unknown when they were dealt. Output, public: one bit a block.
 * <p><b>How.</b> Two public vectors are permuted: b, 1 at accounts and 0 in slots, and y, the account's number and 0 in slots. The running sum of b at a row counts the accounts up to it; in a true order y = b times that count in
 * every row, and in another order it is not, since the k-th account row must hold account k. The products' differences from y are added up with random coefficients, block by block, and opened.
 * <p><b>Security.</b> Semi-honest compute parties, malicious banks. P1 deals masks for the product: P0 and P2 open b + lambda, whose running sum is the opened count.
 * <p><b>Leakage.</b> The output; of a bank with a wrong order, a random combination of its own differences.
 * <p><b>Error.</b> A wrong order passes with probability at most 2^-33: differences are below 2^31, so at most 31 of 64 bits of the combination may be fixed by the powers of two that they share.
 * <p><b>Cost.</b> Seven words an S row; five rounds.
 */
public final class OrderCheck {

    private final ComputeSession session;
    private final Step step;
    private final int[] rowStarts;
    private final int rows;

    private OrderCheck(ComputeSession session, Step step, int[] rowStarts) {
        this.session = session;
        this.step = step;
        this.rowStarts = rowStarts;
        this.rows = rowStarts[rowStarts.length - 1];
    }

    /**
     * Runs it.
     *
     * @param accountStarts where each bank's accounts begin among all accounts, and the end
     * @param rowStarts where each bank's rows begin in S order, and the end
     * @return for every bank whether its order is wrong
     */
    public static boolean[] run(
            ComputeSession session,
            Step step,
            HiddenPermutation toSenders,
            int[] accountStarts,
            int[] rowStarts,
            Seed coin) {
        OrderCheck check = new OrderCheck(session, step, rowStarts);
        Additive marks = toSenders.apply(session, step.then("marks"), check.publicVector(accountStarts, false));
        Additive numbers = toSenders.apply(session, step.then("numbers"), check.publicVector(accountStarts, true));
        long[] combined = check.combine(marks, numbers, coin);
        marks.release(session);
        numbers.release(session);
        return check.open(combined);
    }

    /** A public vector as a sharing: P0's part is all of it. */
    private Additive publicVector(int[] accountStarts, boolean numbered) {
        Additive vector = Additive.zero(session, PartyPair.P01, rows);
        if (session.is(Party.P0)) {
            for (int bank = 0; bank + 1 < rowStarts.length; bank++) {
                int accounts = accountStarts[bank + 1] - accountStarts[bank];
                for (int account = 0; account < accounts; account++) {
                    vector.part()[rowStarts[bank] + account] = numbered ? account + 1L : 1L;
                }
            }
        }
        return vector;
    }

    /** This party's share, for every bank, of the sum of coefficient times (number minus mark times count). */
    private long[] combine(Additive marks, Additive numbers, Seed coin) {
        long[] combined = new long[rowStarts.length - 1];
        Step masking = step.then("product");
        Step dealing = step.then("dealing");
        if (session.is(Party.P1)) {
            deal(masking, dealing);
            return combined;
        }
        boolean first = session.is(Party.P0);
        Party other = first ? Party.P2 : Party.P0;
        RandomWords masks = session.common(Party.P1, masking);
        RandomWords dealt = session.common(Party.P1, dealing);
        RandomWords coins = coin.words();
        long[] opened = new long[Channel.BLOCK_WORDS];
        long[] mask = new long[Channel.BLOCK_WORDS];
        long[] products = new long[Channel.BLOCK_WORDS];
        long[] coefficients = new long[Channel.BLOCK_WORDS];
        Counts counts = new Counts();
        Blocks.each(rows, (offset, count) -> {
            masks.fill(mask, 0, count);
            System.arraycopy(marks.part(), offset, opened, 0, count);
            Words.add(opened, 0, mask, count);
            if (first) {
                dealt.fill(products, 0, count);
            } else {
                session.to(Party.P1).receive(dealing, products, 0, count);
            }
            Exchange.sum(session, masking, other, opened, 0, count);
            coins.fill(coefficients, 0, count);
            for (int k = 0; k < count; k++) {
                counts.enter(offset + k, opened[k], mask[k]);
                long product = products[k] - opened[k] * counts.mask - mask[k] * counts.opened;
                product += first ? opened[k] * counts.opened : 0;
                combined[counts.bank] += coefficients[k] * (numbers.part()[offset + k] - product);
            }
        });
        return combined;
    }

    /** P1: the product of each mask and its running sum. */
    private void deal(Step masking, Step dealing) {
        RandomWords masks0 = session.common(Party.P0, masking);
        RandomWords masks2 = session.common(Party.P2, masking);
        RandomWords dealt = session.common(Party.P0, dealing);
        long[] mask = new long[Channel.BLOCK_WORDS];
        long[] block = new long[Channel.BLOCK_WORDS];
        Counts counts = new Counts();
        Blocks.each(rows, (offset, count) -> {
            masks0.fill(mask, 0, count);
            masks2.fill(block, 0, count);
            Words.add(mask, 0, block, count);
            dealt.fill(block, 0, count);
            for (int k = 0; k < count; k++) {
                counts.enter(offset + k, 0, mask[k]);
                block[k] = mask[k] * counts.mask - block[k];
            }
            session.to(Party.P2).send(dealing, block, 0, count);
        });
    }

    /** Running sums of what is opened and of this party's masks, which begin anew at every bank. */
    private final class Counts {

        private int bank = -1;
        private long opened;
        private long mask;

        void enter(int row, long openedMark, long markMask) {
            while (row == rowStarts[bank + 1]) {
                bank++;
                opened = 0;
                mask = 0;
            }
            opened += openedMark;
            mask += markMask;
        }
    }

    private boolean[] open(long[] combined) {
        Step opening = step.then("opening");
        long[] all = combined.clone();
        Blocks.each(all.length, (offset, count) -> {
            if (session.is(Party.P1)) {
                session.to(Party.P0).receive(opening, all, offset, count);
                return;
            }
            Exchange.sum(session, opening, session.is(Party.P0) ? Party.P2 : Party.P0, all, offset, count);
            if (session.is(Party.P0)) {
                session.to(Party.P1).send(opening, all, offset, count);
            }
        });
        boolean[] wrong = new boolean[all.length];
        for (int bank = 0; bank < all.length; bank++) {
            wrong[bank] = all[bank] != 0;
        }
        return wrong;
    }
}
