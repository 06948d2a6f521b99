package io.mistnet.protocols.propagation;

import io.mistnet.protocols.propagation.Policy.Output;
import io.mistnet.protocols.propagation.Policy.Outside;
import io.mistnet.protocols.propagation.Policy.Profile;
import io.mistnet.protocols.propagation.Policy.Rule;
import java.util.Arrays;
import java.util.List;

/** Policies of tests. */
final class Policies {

    private Policies() {}

    static Policy weighted(List<Double> deltas, Outside outside, Output output, Profile profile) {
        return new Policy(Rule.WEIGHTED, deltas, outside, 0.5, 1, output, profile);
    }

    /** Scores of hardened runs without outside senders. */
    static Policy scores(double... deltas) {
        return scores(Profile.HARDENED, deltas);
    }

    static Policy scores(Profile profile, double... deltas) {
        return weighted(Arrays.stream(deltas).boxed().toList(), Outside.exclude(), new Output.Score(), profile);
    }

    /** Sources from 0.9 on, hardened. */
    static Policy taint(int hops, long floor) {
        return new Policy(
                Rule.TAINT,
                Policy.constant(0.5, hops),
                Outside.exclude(),
                0.9,
                floor,
                new Output.Flag(),
                Profile.HARDENED);
    }
}
