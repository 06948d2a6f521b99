package io.mistnet.protocols.retrieval;

import org.junit.jupiter.api.Test;

class LookupPlannerTest {

    @Test
    void print() {
        for (int m : new int[] {1, 4, 8})
            for (int[] c : new int[][] {
                {1000, 32},
                {1000, 256},
                {10_000, 64},
                {100_000, 32},
                {100_000, 128},
                {1_000_000, 32},
                {1_000_000, 256},
                {10_000_000, 64}
            }) {
                long t = System.nanoTime();
                LookupParameters p = LookupPlanner.plan(c[0], c[1], m);
                System.out.printf(
                        "%d x %d M=%d: %s fill %.3f margin %.2f %.2f levels %d single %.1f ms, %s; plan %.0f ms%n",
                        c[0],
                        c[1],
                        m,
                        p,
                        (double) c[0] / p.layout().buckets() / p.slots().perBucket(),
                        p.encryption().margin(p.whole().shape()),
                        p.encryption().margin(p.group(0).shape()),
                        p.encryption().levels(),
                        ServerCost.of(p.whole().shape()) / 1000,
                        java.util.stream.IntStream.of(16, 64, 256, 1024)
                                .mapToObj(n -> {
                                    BatchShape s = BatchShape.of(p, n);
                                    return n + ":" + s.regions().size() + "x" + s.times() + "x" + s.rounds() + "="
                                            + s.queriesPerRound()
                                                    * s.rounds()
                                                    * ServerCost.of(
                                                            s.regions().get(0).shape())
                                                    / 1000
                                                    / n;
                                })
                                .toList(),
                        (System.nanoTime() - t) / 1e6);
            }
    }
}
