package io.mistnet.simulator.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mistnet.simulator.graph.TransferGraph;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class RandomGraphTest {

    @Test
    void everyTransferIsAPairOfItsOwn() {
        TransferGraph graph = new RandomGraph(5, 6_000, 20_000, 3).graph();
        assertThat(graph.pairs().size()).isEqualTo(20_000);
        assertThat(graph.accounts()).isEqualTo(6_000);
        for (int p = 0; p < 20_000; p++) {
            assertThat(graph.pairs().debtor()[p]).isNotEqualTo(graph.pairs().creditor()[p]);
        }
    }

    @Test
    void oneSeedGivesOneGraph() {
        TransferGraph first = new RandomGraph(5, 600, 2_000, 3).graph();
        TransferGraph second = new RandomGraph(5, 600, 2_000, 3).graph();
        assertThat(second.pairs().amount()).isEqualTo(first.pairs().amount());
        assertThat(second.digests()).isEqualTo(first.digests());
        assertThat(second.bank()).isEqualTo(first.bank());
    }

    @Test
    void degreesAreHeavyTailedBothWays() {
        TransferGraph graph = new RandomGraph(5, 60_000, 200_000, 3).graph();
        for (int[] ends : new int[][] {graph.pairs().debtor(), graph.pairs().creditor()}) {
            int[] degree = new int[60_000];
            for (int end : ends) {
                degree[end]++;
            }
            Arrays.sort(degree);
            assertThat(degree[59_999]).isGreaterThan(500 * degree[30_000]);
            assertThat(degree[30_000]).isPositive();
        }
    }

    @Test
    void moreTransfersThanThereAreFreePairsAreRefused() {
        assertThatThrownBy(() -> new RandomGraph(5, 100, 1_000, 3)).hasMessageContaining("at most 495 transfers");
    }
}
