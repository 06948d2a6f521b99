package io.mistnet.protocols.arithmetic;

import io.mistnet.protocols.channel.Channel;
import io.mistnet.protocols.channel.Step;
import io.mistnet.protocols.sharing.Blocks;
import io.mistnet.protocols.sharing.ComputeSession;
import io.mistnet.protocols.sharing.Exchange;
import io.mistnet.protocols.sharing.Party;
import io.mistnet.protocols.sharing.RandomWords;

/**
 * And of bits that P0 and P1 share, 64 in a word.
 *
 * <p><b>Functionality.</b> Input: x and y_1 to y_k. Output: x and y_1, ..., x and y_k.
 * <p><b>Security.</b> Semi-honest, one of three corrupted. P2 deals random a, b_j and shares of a and b_j; P0 and P1 open x + a and y_j + b_j, which are uniform to both (Beaver).
 * <p><b>Leakage.</b> None; P2 receives nothing.
 * <p><b>Cost.</b> One round; 2 (1 + k) + k words for every 64 rows.
 *
 * @see <a href="https://doi.org/10.1007/3-540-46766-1_34">Beaver, Efficient Multiparty Protocols Using Circuit Randomization</a>
 */
public final class BitProduct {

    private BitProduct() {}

    /**
     * Runs it on words of bits.
     *
     * @param words how many words each factor has, for all three parties
     * @param x the common factor; read at P0 and P1
     * @param ys the others; replaced by the products
     */
    public static void run(ComputeSession session, Step step, int words, long[] x, long[][] ys) {
        if (session.is(Party.P2)) {
            deal(session, step, words, ys.length);
        } else {
            compute(session, step, words, x, ys);
        }
    }

    private static void compute(ComputeSession session, Step step, int words, long[] x, long[][] ys) {
        Step dealing = step.then("dealing");
        boolean first = session.is(Party.P0);
        Party other = first ? Party.P1 : Party.P0;
        RandomWords masks = session.common(Party.P2, step);
        RandomWords dealt = session.common(Party.P2, dealing);
        Blocks.each(words, blockOf(ys.length), (offset, count) -> {
            long[] mask = masks.next(count * (1 + ys.length));
            long[] products = first ? dealt.next(count * ys.length) : received(session, dealing, count * ys.length);
            long[] opened = mask.clone();
            for (int k = 0; k < count; k++) {
                opened[k] ^= x[offset + k];
                for (int j = 0; j < ys.length; j++) {
                    opened[count * (1 + j) + k] ^= ys[j][offset + k];
                }
            }
            Exchange.xor(session, step, other, opened, 0, opened.length);
            for (int j = 0; j < ys.length; j++) {
                for (int k = 0; k < count; k++) {
                    long d = opened[k];
                    long e = opened[count * (1 + j) + k];
                    long both = first ? d & e : 0;
                    ys[j][offset + k] =
                            both ^ (d & mask[count * (1 + j) + k]) ^ (e & mask[k]) ^ products[count * j + k];
                }
            }
        });
    }

    private static void deal(ComputeSession session, Step step, int words, int products) {
        Step dealing = step.then("dealing");
        RandomWords masks0 = session.common(Party.P0, step);
        RandomWords masks1 = session.common(Party.P1, step);
        RandomWords dealt = session.common(Party.P0, dealing);
        Blocks.each(words, blockOf(products), (offset, count) -> {
            long[] mask = masks0.next(count * (1 + products));
            long[] other = masks1.next(mask.length);
            for (int k = 0; k < mask.length; k++) {
                mask[k] ^= other[k];
            }
            long[] correction = dealt.next(count * products);
            for (int j = 0; j < products; j++) {
                for (int k = 0; k < count; k++) {
                    correction[count * j + k] ^= mask[k] & mask[count * (1 + j) + k];
                }
            }
            session.to(Party.P1).send(dealing, correction, 0, correction.length);
        });
    }

    private static int blockOf(int products) {
        return Channel.BLOCK_WORDS / (1 + products);
    }

    private static long[] received(ComputeSession session, Step step, int count) {
        long[] words = new long[count];
        session.to(Party.P2).receive(step, words, 0, count);
        return words;
    }
}
