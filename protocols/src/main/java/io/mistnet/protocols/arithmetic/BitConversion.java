package io.mistnet.protocols.arithmetic;

import io.mistnet.protocols.channel.Step;
import io.mistnet.protocols.sharing.Additive;
import io.mistnet.protocols.sharing.Blocks;
import io.mistnet.protocols.sharing.ComputeSession;
import io.mistnet.protocols.sharing.Party;
import io.mistnet.protocols.sharing.PartyPair;
import io.mistnet.protocols.sharing.RandomWords;

/**
 * Turns bits shared by exclusive or into the numbers 0 and 1, shared additively.
 *
 * <p><b>Functionality.</b> Input: bits shared between P0 and P1. Output: the same as numbers modulo 2^64, shared between P0 and P1.
 * <p><b>Security.</b> Semi-honest, one of three corrupted. P2 deals a random bit rho in both forms, R in the additive one; P0 and P1 open tau = bit xor rho, and bit = tau + R - 2 tau R.
 * <p><b>Leakage.</b> None: tau is uniform; P2 receives nothing.
 * <p><b>Cost.</b> One round; a word and two bits a row.
 */
public final class BitConversion {

    private BitConversion() {}

    public static Additive run(ComputeSession session, Step step, BitShares bits) {
        Step opening = step.then("opening");
        Step dealing = step.then("dealing");
        if (session.is(Party.P2)) {
            deal(session, dealing, DealtBits.known(session, opening, bits.rows()), bits.rows());
            return Additive.elsewhere(PartyPair.P01, bits.rows());
        }
        boolean first = session.is(Party.P0);
        long[] numbers = session.pool().take(bits.rows());
        if (first) {
            session.common(Party.P2, dealing).fill(numbers, 0, bits.rows());
        } else {
            Blocks.each(bits.rows(), (offset, count) -> session.to(Party.P2).receive(dealing, numbers, offset, count));
        }
        long[] tau = DealtBits.open(session, opening, bits);
        for (int row = 0; row < bits.rows(); row++) {
            long opened = DealtBits.bit(tau, row);
            numbers[row] = numbers[row] * (1 - 2 * opened) + (first ? opened : 0);
        }
        return new Additive(PartyPair.P01, bits.rows(), numbers);
    }

    private static void deal(ComputeSession session, Step dealing, long[] rho, int rows) {
        RandomWords halves = session.common(Party.P0, dealing);
        long[] block = DealtBits.block();
        Blocks.each(rows, (offset, count) -> {
            halves.fill(block, 0, count);
            for (int k = 0; k < count; k++) {
                block[k] = DealtBits.bit(rho, offset + k) - block[k];
            }
            session.to(Party.P1).send(dealing, block, 0, count);
        });
    }
}
