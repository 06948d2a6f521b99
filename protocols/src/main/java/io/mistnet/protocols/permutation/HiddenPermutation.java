package io.mistnet.protocols.permutation;

import io.mistnet.protocols.channel.Step;
import io.mistnet.protocols.sharing.Additive;
import io.mistnet.protocols.sharing.ComputeSession;
import io.mistnet.protocols.sharing.PartyPair;
import java.util.List;

/**
 * Applies a permutation that no compute party knows to an additively shared vector.
 *
 * <p><b>Functionality.</b> Input: a vector shared between the first segment's holders. Output: the permuted vector, shared between the last segment's holders.
 * <p>The permutation is a composition of segments, each known to one pair of parties, neighbouring pairs being different. Each party lacks at least one segment, which is uniformly
 * random to it; so the whole is uniform to it too, given all it sees.
 * <p><b>Security, leakage, deviation.</b> As {@link Hop}, of which it is a chain: the first pair picks and hands on, the last picks.
 * <p><b>Cost.</b> One hop fewer than there are segments.
 *
 * @param segments in the order in which they are applied
 */
public record HiddenPermutation(List<Segment> segments) {

    /**
     * A part of a hidden permutation.
     *
     * @param holders the two who know it
     * @param picks the list, for its holders; {@link Gather#unknown} for the third party
     */
    public record Segment(PartyPair holders, Gather picks) {}

    public HiddenPermutation {
        segments = List.copyOf(segments);
    }

    public PartyPair start() {
        return segments.get(0).holders();
    }

    public PartyPair end() {
        return segments.get(segments.size() - 1).holders();
    }

    /** Runs it. The vector is used up. */
    public Additive apply(ComputeSession session, Step step, Additive vector) {
        vector.requireAt(start());
        Additive moved = vector;
        for (int k = 0; k + 1 < segments.size(); k++) {
            PartyPair next = segments.get(k + 1).holders();
            moved = Hop.run(
                    session, step.then("hop", k + 1), moved, segments.get(k).picks(), next);
        }
        return pick(session, moved, segments.get(segments.size() - 1).picks());
    }

    private static Additive pick(ComputeSession session, Additive vector, Gather picks) {
        if (!vector.holders().has(session.me())) {
            return Additive.elsewhere(vector.holders(), picks.rows());
        }
        long[] picked = session.pool().take(picks.rows());
        picks.gather(vector.part(), 0, picks.rows(), picked, 0);
        vector.release(session);
        return new Additive(vector.holders(), picks.rows(), picked);
    }
}
