package io.mistnet.node.answering;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Learns from what was seen so far to tell hits from misses in what comes next. Each feature's values are cut into intervals that are equally frequent, and each interval counts by the ratio
 * of hits to misses in it: that finds any difference of the distributions, not of their means alone.
 */
final class Distinguisher {

    private static final int INTERVALS = 16;
    private static final int BLOCKS = 8;

    private final double[][] edges;
    private final double[][] weights;

    private Distinguisher(List<Seen> training) {
        int features = training.get(0).features().length;
        edges = new double[features][];
        weights = new double[features][];
        for (int feature = 0; feature < features; feature++) {
            learn(feature, training);
        }
    }

    /** What the host sees of one lookup, and the truth that it would like to know. */
    record Seen(double[] features, boolean hit) {}

    /**
     * The area under the curve of hits found over misses mistaken for hits: 1 for a host that always knows, 0.5 for one that guesses. What is below 0.5 is chance, since the direction was learnt too.
     *
     * <p>It is the mean over blocks of what was seen, each told by all before it. Where nothing is to be learnt, each block's is 0.5 whatever was seen before, so that they are not correlated: with a standard deviation of
     * sqrt(8 / 3 n) each for n lookups in 8 blocks of as many hits as misses, that of the mean of 7 is sqrt(8 / 21 n).
     */
    static double auc(List<Seen> seen) {
        return IntStream.range(1, BLOCKS)
                .mapToDouble(block -> {
                    int begin = seen.size() * block / BLOCKS;
                    int end = seen.size() * (block + 1) / BLOCKS;
                    return new Distinguisher(seen.subList(0, begin)).test(seen.subList(begin, end));
                })
                .average()
                .orElseThrow();
    }

    private void learn(int feature, List<Seen> training) {
        double[] sorted = training.stream()
                .mapToDouble(seen -> seen.features()[feature])
                .sorted()
                .toArray();
        edges[feature] = IntStream.range(1, INTERVALS)
                .mapToDouble(i -> sorted[i * sorted.length / INTERVALS])
                .distinct()
                .toArray();
        double[] hits = new double[INTERVALS + 1];
        double[] misses = new double[INTERVALS + 1];
        for (Seen seen : training) {
            (seen.hit() ? hits : misses)[interval(feature, seen)]++;
        }
        weights[feature] = IntStream.range(0, hits.length)
                .mapToDouble(i -> Math.log((hits[i] + 1) / (misses[i] + 1)))
                .toArray();
    }

    private int interval(int feature, Seen seen) {
        int found = Arrays.binarySearch(edges[feature], seen.features()[feature]);
        return found < 0 ? -found - 1 : found + 1;
    }

    private double score(Seen seen) {
        return IntStream.range(0, edges.length)
                .mapToDouble(feature -> weights[feature][interval(feature, seen)])
                .sum();
    }

    /** Mann and Whitney's statistic; those of equal score count half. */
    private double test(List<Seen> unknown) {
        double[] hits = unknown.stream()
                .filter(Seen::hit)
                .mapToDouble(this::score)
                .sorted()
                .toArray();
        double[] misses = unknown.stream()
                .filter(seen -> !seen.hit())
                .mapToDouble(this::score)
                .sorted()
                .toArray();
        double above = 0;
        int below = 0;
        int notAbove = 0;
        for (double hit : hits) {
            while (below < misses.length && misses[below] < hit) {
                below++;
            }
            while (notAbove < misses.length && misses[notAbove] <= hit) {
                notAbove++;
            }
            above += (below + notAbove) / 2.0;
        }
        return above / hits.length / misses.length;
    }
}
