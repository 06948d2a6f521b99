package io.mistnet.protocols.propagation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TaintTest {

    /** Layers of 16 accounts in a ring, each paying all of the next: 16^8 walks are 0 modulo 2^32, 16^10 are 2^40. */
    private static RandomLedgers ring() {
        RandomLedgers graph = RandomLedgers.empty(3);
        for (int layer = 0; layer < 4; layer++) {
            for (int k = 0; k < 16; k++) {
                graph.account("l" + layer + "." + k, (layer + k) % 3, layer == 0 ? 1 : 0);
            }
        }
        for (int layer = 0; layer < 4; layer++) {
            for (int k = 0; k < 256; k++) {
                graph.transfer("l" + layer + "." + k / 16, "l" + (layer + 1) % 4 + "." + k % 16, 100);
            }
        }
        return graph;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 8, 9, 10})
    void numbersOfWalksDoNotWrap(int hops) {
        ThreeParties.Run run = Twin.assertEqual(ring().ledgers(), Policies.taint(hops, 1), hops);
        long tainted = run.results().stream()
                .mapToLong(results ->
                        Arrays.stream(results).filter(bit -> bit == 1).count())
                .sum();
        assertThat(tainted).isEqualTo(16L * Math.min(4, hops + 1));
    }

    @Test
    void aChainIsWalkedHopByHop() {
        RandomLedgers chain = RandomLedgers.empty(2).account("0", 0, 0.9);
        for (int k = 1; k <= 12; k++) {
            chain.account("" + k, k % 2, 0.89).transfer("" + (k - 1), "" + k, k);
        }
        for (int hops = 1; hops <= 10; hops++) {
            List<double[]> results = Twin.assertEqual(chain.ledgers(), Policies.taint(hops, 1), hops)
                    .results();
            double sum = results.stream().flatMapToDouble(Arrays::stream).sum();
            assertThat(sum).isEqualTo(hops + 1);
        }
    }

    @Test
    void pairsBelowTheFloorCarryNothing() {
        List<Ledger> ledgers = RandomLedgers.empty(2)
                .account("source", 0, 1)
                .account("below", 1, 0)
                .account("at", 1, 0)
                .account("in parts", 1, 0)
                .transfer("source", "below", 999)
                .transfer("source", "at", 1_000)
                .transfer("source", "in parts", 400)
                .transfer("source", "in parts", 600)
                .ledgers();
        assertThat(Twin.assertEqual(ledgers, Policies.taint(2, 1_000), 1)
                        .results()
                        .get(1))
                .containsExactly(0, 1, 1);
    }

    @Test
    void aHubOfManyTaintedSendersIsTainted() {
        RandomLedgers graph = RandomLedgers.empty(2).account("hub", 0, 0);
        for (int k = 0; k < 4_096; k++) {
            graph.account("s" + k, 1, 1).transfer("s" + k, "hub", 1);
        }
        assertThat(Twin.assertEqual(graph.ledgers(), Policies.taint(3, 1), 1)
                        .results()
                        .get(0))
                .containsExactly(1);
    }
}
