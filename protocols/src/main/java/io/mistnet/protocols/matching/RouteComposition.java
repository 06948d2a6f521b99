package io.mistnet.protocols.matching;

import io.mistnet.protocols.channel.Channel;
import io.mistnet.protocols.channel.PeerDeviationException;
import io.mistnet.protocols.channel.Step;
import io.mistnet.protocols.permutation.Gather;
import io.mistnet.protocols.permutation.HiddenPermutation;
import io.mistnet.protocols.permutation.HiddenPermutation.Segment;
import io.mistnet.protocols.permutation.Permutation;
import io.mistnet.protocols.sharing.Additive;
import io.mistnet.protocols.sharing.Blocks;
import io.mistnet.protocols.sharing.ComputeSession;
import io.mistnet.protocols.sharing.PackedInts;
import io.mistnet.protocols.sharing.Party;
import io.mistnet.protocols.sharing.PartyPair;
import io.mistnet.protocols.sharing.RandomWords;
import java.util.List;

/**
 * Turns a route of five segments into one of three, so that each later walk takes two hops instead of four.
 *
 * <p><b>Functionality.</b> Input: a hidden permutation Pi of N rows in five segments. Output: the same in three, a known to P0 and P2, b to P1 and P2, c = Pi after the inverses of a and b, known to P0 and P1.
 * <p><b>Security.</b> Semi-honest, one of three corrupted. a and b are drawn from common seeds. P2 enters, for every row i, where i stands after a and b; these numbers take the old route once, and are opened to
 * P0 and P1 at its end: row Pi(i) then holds what c must pick.
 * <p><b>Leakage.</b> None: c is a uniform bijection to P0, who lacks b, and to P1, who lacks a. That holds because Pi is extended to a bijection of all rows first; the list would otherwise show which D rows
 * have no partner, and so every account's degree.
 * <p><b>On deviation.</b> An opened list that is no permutation aborts.
 * <p><b>Cost.</b> Five and a half words a row, once; afterwards two hops of N rows instead of two of S and two of D rows.
 */
final class RouteComposition {

    private RouteComposition() {}

    static Route run(ComputeSession session, Step step, ShuffledRoute route) {
        int rows = route.extendedRows();
        Gather a = draw(session, step.then("a"), PartyPair.P02, rows);
        Gather b = draw(session, step.then("b"), PartyPair.P12, rows);
        Additive places = route.extended().walk(session, step.then("places"), places(session, a, b, rows));
        Gather c = open(session, step.then("opening"), places, route.receiverRows());
        Gather first = a instanceof Permutation known ? new PaddedPick(known.index(), rows, route.senderRows()) : a;
        return new Route(new HiddenPermutation(List.of(
                new Segment(PartyPair.P02, first), new Segment(PartyPair.P12, b), new Segment(PartyPair.P01, c))));
    }

    private static Gather draw(ComputeSession session, Step step, PartyPair pair, int rows) {
        if (!pair.has(session.me())) {
            return Gather.unknown(rows);
        }
        RandomWords words = session.common(pair.other(session.me()), step);
        return Permutation.random(rows, words);
    }

    /** P2 enters the inverse of a then b; P0's half is zero. */
    private static Additive places(ComputeSession session, Gather a, Gather b, int rows) {
        Additive places = Additive.zero(session, PartyPair.P02, rows);
        if (a instanceof Permutation first && b instanceof Permutation second) {
            int[] index = first.index();
            int[] then = second.index();
            for (int k = 0; k < rows; k++) {
                places.part()[index[then[k]]] = k;
            }
        }
        return places;
    }

    private static Gather open(ComputeSession session, Step step, Additive places, int receiverRows) {
        places.requireAt(PartyPair.P02);
        int rows = places.rows();
        switch (session.me()) {
            case P2 -> {
                Blocks.each(rows, (offset, count) -> session.to(Party.P0).send(step, places.part(), offset, count));
                places.release(session);
                return Gather.unknown(receiverRows);
            }
            case P0 -> {
                int[] index = new int[rows];
                long[] theirs = new long[Channel.BLOCK_WORDS];
                Blocks.each(rows, (offset, count) -> {
                    session.to(Party.P2).receive(step, theirs, 0, count);
                    for (int k = 0; k < count; k++) {
                        index[offset + k] = row(places.part()[offset + k] + theirs[k]);
                    }
                });
                PackedInts.send(session.to(Party.P1), step, index);
                places.release(session);
                return checked(session, step, index, receiverRows);
            }
            case P1 -> {
                int[] index = new int[rows];
                PackedInts.receive(session.to(Party.P0), step, index);
                return checked(session, step, index, receiverRows);
            }
        }
        throw new IllegalStateException("no such party");
    }

    /** A number that is no row becomes one that is in no list. */
    private static int row(long opened) {
        return opened == (int) opened ? (int) opened : -1;
    }

    private static Gather checked(ComputeSession session, Step step, int[] index, int receiverRows) {
        if (!Permutation.isPermutation(index)) {
            Party told = session.is(Party.P0) ? Party.P2 : Party.P0;
            throw new PeerDeviationException(session.to(told).peer(), step, "the opened list is no permutation");
        }
        return new PaddedPick(index, receiverRows, index.length);
    }
}
