package io.mistnet.protocols.propagation;

import java.util.Arrays;
import java.util.List;

/**
 * What the network computes and releases. Part of the network file: all institutions run the same policy.
 *
 * @param rule how risk flows along a pair
 * @param deltas for every iteration, the share of an account's new value that comes from its senders, in [0, 1); {@link Rule#TAINT} uses their number only
 * @param outside what a sender outside the network counts for; {@link Rule#WEIGHTED} only
 * @param threshold the risk in [0, 1] from which on an account is flagged; with {@link Rule#TAINT} the initial risk from which on it is a source
 * @param floor the summed amount in minor units from which on a pair carries taint
 * @param output what each bank learns of its own accounts
 * @param profile what is checked of the banks' inputs
 */
public record Policy(
        Rule rule, List<Double> deltas, Outside outside, double threshold, long floor, Output output, Profile profile) {

    public static final int MOST_ITERATIONS = 10;

    public Policy {
        deltas = List.copyOf(deltas);
        if (deltas.isEmpty() || deltas.size() > MOST_ITERATIONS) {
            throw new IllegalArgumentException("1 to %d iterations, not %d".formatted(MOST_ITERATIONS, deltas.size()));
        }
        for (double delta : deltas) {
            if (!(delta >= 0 && delta < 1)) {
                throw new IllegalArgumentException("delta must be at least 0 and below 1, not " + delta);
            }
        }
        requireRisk("threshold", threshold);
        if (floor < 0) {
            throw new IllegalArgumentException("floor must be at least 0, not " + floor);
        }
    }

    /** The network's defaults: weighted, two iterations of 0.5, senders outside excluded, flags from 0.5 on, hardened. */
    public static Policy defaults() {
        return new Policy(
                Rule.WEIGHTED, List.of(0.5, 0.5), Outside.exclude(), 0.5, 1, new Output.Flag(), Profile.HARDENED);
    }

    public int iterations() {
        return deltas.size();
    }

    static void requireRisk(String name, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException(name + " must be in [0, 1], not " + value);
        }
    }

    /** How values flow from hop to hop. */
    public enum Rule {
        /** An account's risk is a mean of its own and its senders', weighted by amount. */
        WEIGHTED,
        /** An account that receives at least the floor from a tainted account is tainted. */
        TAINT
    }

    /** What is checked of the banks' inputs beside sizes, permutations and ranges. */
    public enum Profile {
        /** Ranges of risks and weights; every dealt permutation is one. */
        STANDARD,
        /** Also the order of the outgoing pairs; every value is clamped to [0, 1] after every iteration. */
        HARDENED
    }

    /** What each bank learns of its own accounts, and of nothing else. */
    public sealed interface Output {

        /** One bit an account: risk at least the threshold. */
        record Flag() implements Output {}

        /** The number of the public thresholds, in rising order, that the risk reaches. */
        record Band(List<Double> thresholds) implements Output {
            public Band {
                thresholds = List.copyOf(thresholds);
                if (thresholds.isEmpty()
                        || !thresholds.equals(
                                thresholds.stream().sorted().distinct().toList())) {
                    throw new IllegalArgumentException("bands need rising thresholds, not " + thresholds);
                }
                thresholds.forEach(t -> requireRisk("a band's threshold", t));
            }
        }

        /** The risk itself. With one foreign sender it gives that sender's risk away. */
        record Score() implements Output {}
    }

    /**
     * What a sender outside the network counts for.
     *
     * @param counted whether its payments belong to the receiver's income
     * @param risk the risk that it is given, in [0, 1]; 0 where it is not counted
     */
    public record Outside(boolean counted, double risk) {
        public Outside {
            requireRisk("the prior of senders outside", risk);
            if (!counted && risk != 0) {
                throw new IllegalArgumentException("a sender that is not counted has no risk");
            }
        }

        public static Outside exclude() {
            return new Outside(false, 0);
        }

        public static Outside zero() {
            return new Outside(true, 0);
        }

        public static Outside prior(double risk) {
            return new Outside(true, risk);
        }
    }

    /** The schedule of one delta for all iterations. */
    public static List<Double> constant(double delta, int iterations) {
        Double[] deltas = new Double[iterations];
        Arrays.fill(deltas, delta);
        return List.of(deltas);
    }
}
