package io.mistnet.protocols.permutation;

import io.mistnet.protocols.channel.Step;
import io.mistnet.protocols.permutation.HiddenPermutation.Segment;
import io.mistnet.protocols.sharing.ComputeSession;
import io.mistnet.protocols.sharing.PartyPair;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * A uniformly random permutation that nobody knows: three segments, each drawn from the seed that its pair of parties has in common. Setting it up needs no message.
 *
 * <p>Segments lie with {P0, P2}, {P1, P2} and {P0, P1}, so that what is shuffled comes from {P0, P2} and ends at {P0, P1}.
 */
public final class SecretShuffle {

    private static final List<PartyPair> ORDER = List.of(PartyPair.P02, PartyPair.P12, PartyPair.P01);

    private final int rows;
    private final Map<PartyPair, Permutation> known = new EnumMap<>(PartyPair.class);

    private SecretShuffle(int rows) {
        this.rows = rows;
    }

    public static SecretShuffle draw(ComputeSession session, Step step, int rows) {
        SecretShuffle shuffle = new SecretShuffle(rows);
        for (PartyPair pair : ORDER) {
            if (pair.has(session.me())) {
                Step segment = step.then(pair.name());
                shuffle.known.put(pair, Permutation.random(rows, session.common(pair.other(session.me()), segment)));
            }
        }
        return shuffle;
    }

    public HiddenPermutation permutation() {
        return new HiddenPermutation(
                ORDER.stream().map(pair -> new Segment(pair, segment(pair))).toList());
    }

    public int rows() {
        return rows;
    }

    /** The segment of one pair, for its two members. */
    public Gather segment(PartyPair pair) {
        Permutation segment = known.get(pair);
        return segment == null ? Gather.unknown(rows) : segment;
    }

    /** The list of one pair's segment. */
    public Permutation known(PartyPair pair) {
        Permutation segment = known.get(pair);
        if (segment == null) {
            throw new IllegalStateException("the segment of " + pair + " is not known here");
        }
        return segment;
    }
}
