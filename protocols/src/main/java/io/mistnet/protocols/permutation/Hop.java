package io.mistnet.protocols.permutation;

import io.mistnet.protocols.channel.Channel;
import io.mistnet.protocols.channel.Step;
import io.mistnet.protocols.sharing.Additive;
import io.mistnet.protocols.sharing.Blocks;
import io.mistnet.protocols.sharing.ComputeSession;
import io.mistnet.protocols.sharing.Party;
import io.mistnet.protocols.sharing.PartyPair;
import io.mistnet.protocols.sharing.RandomWords;
import io.mistnet.protocols.sharing.Words;

/**
 * Moves an additive sharing from two parties to two others, one of whom stays, after both holders have picked its rows.
 *
 * <p><b>Functionality.</b> Input: a vector shared between Pi and Pj, and a list known to both. Output: the picked vector, shared between Pj and Pl.
 * <p><b>Security.</b> Semi-honest, one of three corrupted. Pi adds to its part a mask r from the seed in common with Pj and sends it to Pl; Pj takes r off its own part.
 * <p><b>Leakage.</b> None: Pl, who lacks r, receives uniform words.
 * <p><b>On deviation.</b> A block of another length or step aborts with the peer and the step; a wrong word is not detected in this model.
 * <p><b>Cost.</b> One round; one word for every row, from Pi to Pl.
 */
public final class Hop {

    private Hop() {}

    /** Moves a vector as it is. The argument is used up. */
    public static Additive run(ComputeSession session, Step step, Additive vector, PartyPair to) {
        return run(session, step, vector, Gather.identity(vector.rows()), to);
    }

    /** Picks rows at both holders, then moves the result. {@code picks} is read by the holders only; the vector is used up. */
    public static Additive run(ComputeSession session, Step step, Additive vector, Gather picks, PartyPair to) {
        Party stays = vector.holders().common(to);
        Party leaves = vector.holders().other(stays);
        Party joins = to.other(stays);
        int rows = picks.rows();
        if (session.is(leaves)) {
            leave(session, step, vector.part(), picks, stays, joins);
            return Additive.elsewhere(to, rows);
        }
        long[] part = session.pool().take(rows);
        if (session.is(stays)) {
            stay(session, step, vector.part(), picks, leaves, part);
        } else {
            Channel channel = session.to(leaves);
            Blocks.each(rows, (offset, count) -> channel.receive(step, part, offset, count));
        }
        return new Additive(to, rows, part);
    }

    private static void leave(ComputeSession session, Step step, long[] from, Gather picks, Party stays, Party joins) {
        RandomWords masks = session.common(stays, step);
        Channel channel = session.to(joins);
        long[] block = new long[Channel.BLOCK_WORDS];
        long[] mask = new long[Channel.BLOCK_WORDS];
        Blocks.each(picks.rows(), (offset, count) -> {
            picks.gather(from, offset, count, block, 0);
            masks.fill(mask, 0, count);
            Words.add(block, 0, mask, count);
            channel.send(step, block, 0, count);
        });
        session.pool().give(from);
    }

    private static void stay(ComputeSession session, Step step, long[] from, Gather picks, Party leaves, long[] part) {
        RandomWords masks = session.common(leaves, step);
        long[] mask = new long[Channel.BLOCK_WORDS];
        Blocks.each(picks.rows(), (offset, count) -> {
            picks.gather(from, offset, count, part, offset);
            masks.fill(mask, 0, count);
            Words.subtract(part, offset, mask, count);
        });
        session.pool().give(from);
    }
}
