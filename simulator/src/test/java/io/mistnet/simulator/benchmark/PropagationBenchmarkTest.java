package io.mistnet.simulator.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import io.mistnet.protocols.propagation.Policy;
import io.mistnet.protocols.propagation.Policy.Outside;
import io.mistnet.protocols.propagation.Policy.Profile;
import io.mistnet.protocols.propagation.Policy.Rule;
import io.mistnet.simulator.network.LocalNetwork;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PropagationBenchmarkTest {

    private static final Policy POLICY = new Policy(
            Rule.WEIGHTED,
            Policy.constant(0.5, 2),
            Outside.exclude(),
            0.5,
            1,
            new Policy.Output.Score(),
            Profile.STANDARD);

    private static PropagationReport report(List<String> progress) {
        return new PropagationBenchmark(new RandomGraph(5, 3_000, 10_000, 1), POLICY, LocalNetwork.inMemory(), 1, 3)
                .run(progress::add);
    }

    @Test
    void everyPromisedFigureIsThereAndPlausible() {
        PropagationReport report = report(new ArrayList<>());
        assertThat(report.figures())
                .containsKeys(
                        "wall_s",
                        "cpu_s",
                        "setup_s",
                        "iteration_s",
                        "us_per_transfer_iteration",
                        "bytes_sent",
                        "rounds",
                        "twin_s",
                        "max_error",
                        "peak_rss_bytes",
                        "bytes_per_pair_iteration",
                        "rounds_per_iteration",
                        "cores")
                .containsEntry("accounts", 3_000)
                .containsEntry("transfers", 10_000);
        assertThat(report.maxError()).isLessThan(1e-6);
        assertThat(report.microsPerTransferAndIteration()).isPositive();
        assertThat(report.bestWallSeconds())
                .isLessThanOrEqualTo(report.epoch().cost().wallSeconds());
    }

    @Test
    void warmUpEpochsComeFirstAndAreSaid() {
        List<String> progress = new ArrayList<>();
        report(progress);
        assertThat(progress)
                .containsExactly(
                        "making the graph",
                        "running the plaintext twin",
                        "warming up, 1 to go",
                        "epoch 1 of 3",
                        "epoch 2 of 3",
                        "epoch 3 of 3");
    }
}
