package io.mistnet.protocols.checking;

import io.mistnet.protocols.arithmetic.BitProduct;
import io.mistnet.protocols.arithmetic.BitShares;
import io.mistnet.protocols.channel.Channel;
import io.mistnet.protocols.channel.PeerDeviationException;
import io.mistnet.protocols.channel.Step;
import io.mistnet.protocols.sharing.Blocks;
import io.mistnet.protocols.sharing.ComputeSession;
import io.mistnet.protocols.sharing.Exchange;
import io.mistnet.protocols.sharing.Party;
import io.mistnet.protocols.sharing.RandomWords;
import io.mistnet.protocols.sharing.Seed;

/**
 * Tells all parties, for every bank's block of shared bits, whether any is set.
 *
 * <p><b>Functionality.</b> Input: bits shared between P0 and P1, blocks, a public random seed that was unknown when the bits were dealt. Output, public: one bit a block.
 * <p><b>How.</b> 64 random parities of a block's bits are local; all are 0 where no bit is set, and each is 1 with probability one half otherwise. Their disjunction is computed on shares and opened.
 * <p><b>Leakage.</b> The output. Nothing else of a block is opened, not even how many bits are set.
 * <p><b>Error.</b> A block with a set bit passes with probability 2^-64.
 * <p><b>Cost.</b> Eight rounds, a few words a block.
 */
final class AnyBit {

    private static final int PARITIES = 64;

    private AnyBit() {}

    /**
     * Runs it.
     *
     * @param starts where each block begins, and the end
     */
    static boolean[] open(ComputeSession session, Step step, BitShares bits, int[] starts, Seed coin) {
        int blocks = starts.length - 1;
        long[] any = new long[session.is(Party.P2) ? 0 : blocks];
        RandomWords coins = coin.words();
        for (int block = 0; block < any.length; block++) {
            any[block] = parities(bits, starts[block], starts[block + 1], coins);
        }
        disjoin(session, step, blocks, any);
        return publish(session, step.then("opening"), blocks, any);
    }

    private static long parities(BitShares bits, int from, int to, RandomWords coins) {
        long[] sums = new long[PARITIES];
        long[] coefficients = new long[PARITIES];
        for (int word = from >>> 6; word < BitShares.words(to); word++) {
            coins.fill(coefficients, 0, PARITIES);
            long chosen = bits.part()[word] & within(word, from, to);
            for (int p = 0; p < PARITIES; p++) {
                sums[p] ^= chosen & coefficients[p];
            }
        }
        long parities = 0;
        for (int p = 0; p < PARITIES; p++) {
            parities |= (Long.bitCount(sums[p]) & 1L) << p;
        }
        return parities;
    }

    /** The bits of a word that belong to rows from {@code from} to {@code to}. */
    private static long within(int word, int from, int to) {
        int first = Math.max(0, from - 64 * word);
        int last = Math.min(64, to - 64 * word);
        return (last == 64 ? -1L : (1L << last) - 1) & (-1L << first);
    }

    /** Folds each word upon itself: x or y = x xor y xor (x and y). */
    private static void disjoin(ComputeSession session, Step step, int blocks, long[] words) {
        for (int half = PARITIES / 2; half > 0; half /= 2) {
            long[] upper = new long[words.length];
            long[] both = new long[words.length];
            for (int k = 0; k < words.length; k++) {
                upper[k] = words[k] >>> half;
                both[k] = words[k] & ((1L << half) - 1);
                words[k] = upper[k] ^ both[k];
            }
            BitProduct.run(session, step.then("fold", half), blocks, upper, new long[][] {both});
            for (int k = 0; k < words.length; k++) {
                words[k] = (words[k] ^ both[k]) & ((1L << half) - 1);
            }
        }
    }

    private static boolean[] publish(ComputeSession session, Step step, int blocks, long[] any) {
        long[] opened = new long[blocks];
        Blocks.each(blocks, Channel.BLOCK_WORDS, (offset, count) -> {
            if (session.is(Party.P2)) {
                session.to(Party.P0).receive(step, opened, offset, count);
                return;
            }
            Party other = session.is(Party.P0) ? Party.P1 : Party.P0;
            System.arraycopy(any, offset, opened, offset, count);
            Exchange.xor(session, step, other, opened, offset, count);
            if (session.is(Party.P0)) {
                session.to(Party.P2).send(step, opened, offset, count);
            }
        });
        boolean[] result = new boolean[blocks];
        for (int block = 0; block < blocks; block++) {
            if (opened[block] >>> 1 != 0) {
                throw new PeerDeviationException(
                        session.to(session.is(Party.P0) ? Party.P1 : Party.P0).peer(), step, "not a bit");
            }
            result[block] = opened[block] == 1;
        }
        return result;
    }
}
