package io.mistnet.protocols.retrieval;

import java.util.List;
import java.util.stream.IntStream;

/**
 * What a batch looks like to the host: in each round every region is asked the same number of times, in order. Depends on the network's parameters and on how many selectors there are, rounded up to a class, and
 * on nothing else.
 *
 * @param selectors the class: 16, 64, 256 or 1024
 * @param regions all groups, or the whole table alone
 * @param times how often a round asks each region
 * @param rounds how many rounds there are; they bound the size of a message
 */
public record BatchShape(int selectors, List<Region> regions, int times, int rounds) {

    /** Most selectors of one batch; more need several batches. */
    public static final int MOST_SELECTORS = 1024;

    private static final int LEAST_SELECTORS = 16;
    private static final int CLASS_FACTOR = 4;
    private static final int SELECTORS_PER_ROUND = 256;
    private static final int GROUPED_ADVANTAGE = 2;
    private static final double DEFERRED = 0.035;

    public BatchShape {
        regions = List.copyOf(regions);
    }

    /**
     * The shape for so many selectors. Groups are asked where that costs the host less than half, since they take more answers and may defer selectors; small classes ask the whole table.
     *
     * @param count 1 to {@link #MOST_SELECTORS}
     */
    public static BatchShape of(LookupParameters parameters, int count) {
        if (count < 1 || count > MOST_SELECTORS) {
            throw new IllegalArgumentException(
                    "a batch of %d selectors: choose 1 to %d".formatted(count, MOST_SELECTORS));
        }
        int selectors = LEAST_SELECTORS;
        while (selectors < count) {
            selectors *= CLASS_FACTOR;
        }
        int groups = parameters.layout().groups();
        int rounds = (selectors + SELECTORS_PER_ROUND - 1) / SELECTORS_PER_ROUND;
        int times = (timesFor(selectors, groups) + rounds - 1) / rounds;
        double grouped = ServerCost.of(parameters.group(0).shape()) * groups * times * rounds;
        if (ServerCost.of(parameters.whole().shape()) * selectors < GROUPED_ADVANTAGE * grouped) {
            return new BatchShape(selectors, List.of(parameters.whole()), selectors / rounds, rounds);
        }
        List<Region> regions =
                IntStream.range(0, groups).mapToObj(parameters::group).toList();
        return new BatchShape(selectors, regions, times, rounds);
    }

    /** Sub-queries of one round. */
    public int queriesPerRound() {
        return regions.size() * times;
    }

    /** How often each group must be asked so that under 3.5 % of the selectors are expected to find no place. */
    static int timesFor(int selectors, int groups) {
        if (groups == 1) {
            return selectors;
        }
        double mean = (double) selectors / groups;
        double probability = Math.exp(-mean);
        double below = probability;
        double excess = mean;
        int times = 0;
        while (excess > DEFERRED * mean) {
            excess -= 1 - below;
            times++;
            probability *= mean / times;
            below += probability;
        }
        return times;
    }
}
