package io.mistnet.protocols.channel;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * Which blocks of a link meet which fault, known beforehand, so that a run with faults can be repeated.
 *
 * @param faults by the block's number among those sent, from 0
 * @param seed decides which bit a corrupted block loses
 */
public record FaultPlan(Map<Long, Fault> faults, long seed) {

    private static final List<Fault> KINDS = List.of(Fault.values());

    public FaultPlan {
        faults = Map.copyOf(faults);
    }

    /** One fault. */
    public static FaultPlan of(Fault fault, long block, long seed) {
        return new FaultPlan(Map.of(block, fault), seed);
    }

    /** Some faults of random kinds at random places. */
    public static FaultPlan random(int faults, long blocks, long seed) {
        if (faults < 0 || faults > blocks) {
            throw new IllegalArgumentException("%d faults in %d blocks".formatted(faults, blocks));
        }
        SplittableRandom random = new SplittableRandom(seed);
        Map<Long, Fault> plan = new TreeMap<>();
        while (plan.size() < faults) {
            plan.put(random.nextLong(blocks), KINDS.get(random.nextInt(KINDS.size())));
        }
        return new FaultPlan(plan, seed);
    }
}
