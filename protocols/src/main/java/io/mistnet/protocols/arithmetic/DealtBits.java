package io.mistnet.protocols.arithmetic;

import io.mistnet.protocols.channel.Channel;
import io.mistnet.protocols.channel.Step;
import io.mistnet.protocols.sharing.Blocks;
import io.mistnet.protocols.sharing.ComputeSession;
import io.mistnet.protocols.sharing.Exchange;
import io.mistnet.protocols.sharing.Party;

/**
 * Opens shared bits under random bits rho that P2 knows: tau = bit xor rho. What conversions from bits to numbers begin with.
 *
 * <p>rho is rho0 xor rho1, rho0 known to P0 and P2, rho1 to P1 and P2; so tau is uniform to P0 and to P1.
 */
final class DealtBits {

    private DealtBits() {}

    /** At P0 and P1: tau, a word for every 64 rows. */
    static long[] open(ComputeSession session, Step step, BitShares bits) {
        Party other = session.is(Party.P0) ? Party.P1 : Party.P0;
        long[] tau = session.common(Party.P2, step).next(bits.part().length);
        for (int k = 0; k < tau.length; k++) {
            tau[k] ^= bits.part()[k];
        }
        Blocks.each(tau.length, (offset, count) -> Exchange.xor(session, step, other, tau, offset, count));
        return tau;
    }

    /** At P2: rho, a word for every 64 rows. */
    static long[] known(ComputeSession session, Step step, int rows) {
        int words = BitShares.words(rows);
        long[] rho = session.common(Party.P0, step).next(words);
        long[] other = session.common(Party.P1, step).next(words);
        for (int k = 0; k < words; k++) {
            rho[k] ^= other[k];
        }
        return rho;
    }

    static long bit(long[] words, int row) {
        return words[row >>> 6] >>> (row & 63) & 1;
    }

    static long[] block() {
        return new long[Channel.BLOCK_WORDS];
    }
}
