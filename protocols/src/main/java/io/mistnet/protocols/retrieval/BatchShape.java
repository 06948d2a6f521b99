package io.mistnet.protocols.retrieval;

import io.mistnet.he.Parameters;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a batch looks like to the host: in each round every region is asked the same number of times, in order. Depends on the network's parameters and on how many selectors there are, rounded up to a class, and
 * on nothing else.
 *
 * @param selectors the class: 16, 64, 256 or 1024
 * @param regions all groups, or the whole table alone
 * @param times how often a round asks each region
 * @param rounds how many rounds there are: as many as keep each within {@link #MOST_ROUND_BYTES}, and at least one for 256 selectors
 */
public record BatchShape(int selectors, List<Region> regions, int times, int rounds) {

    /** Most selectors of one batch; more need several batches. */
    public static final int MOST_SELECTORS = 1024;

    /** Most bytes of a round's queries, and of its answers with their headers. A message of either must be allowed more: what stands around each. */
    public static final int MOST_ROUND_BYTES = 56 << 20;

    private static final int LEAST_SELECTORS = 16;
    private static final int CLASS_FACTOR = 4;
    private static final int SELECTORS_PER_ROUND = 256;
    private static final int GROUPED_ADVANTAGE = 2;
    private static final double DEFERRED = 0.035;

    public BatchShape {
        regions = List.copyOf(regions);
    }

    /**
     * The shape for so many selectors. Groups are asked where that costs the host less than half, since they take more answers and may defer selectors; small classes ask the whole table. So does a table
     * of so many groups that asking each once is more than a round may carry.
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
        List<Region> regions =
                IntStream.range(0, groups).mapToObj(parameters::group).toList();
        BatchShape whole = inRounds(parameters, selectors, List.of(parameters.whole()), selectors);
        if (timesPerRound(parameters, regions) == 0) {
            return whole;
        }
        BatchShape grouped = inRounds(parameters, selectors, regions, timesFor(selectors, groups));
        return whole.cost() < GROUPED_ADVANTAGE * grouped.cost() ? whole : grouped;
    }

    private static BatchShape inRounds(LookupParameters parameters, int selectors, List<Region> regions, int times) {
        int rounds = Math.max(
                quotientUp(selectors, SELECTORS_PER_ROUND), quotientUp(times, timesPerRound(parameters, regions)));
        return new BatchShape(selectors, regions, quotientUp(times, rounds), rounds);
    }

    private static int timesPerRound(LookupParameters parameters, List<Region> regions) {
        Parameters encryption = parameters.encryption();
        int bytes =
                Math.max(encryption.queryBytes(regions.get(0).shape()), encryption.answerBytes() + AnswerHeader.BYTES);
        return (int) (MOST_ROUND_BYTES / ((long) regions.size() * bytes));
    }

    private static int quotientUp(int dividend, int divisor) {
        return (dividend + divisor - 1) / divisor;
    }

    private double cost() {
        return ServerCost.of(regions.get(0).shape()) * queriesPerRound() * rounds;
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
