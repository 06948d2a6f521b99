package io.mistnet.simulator.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.mistnet.connectors.dataset.DataSetFormat;
import io.mistnet.connectors.dataset.DataSetOptions;
import io.mistnet.protocols.propagation.Policy;
import io.mistnet.protocols.propagation.Policy.Output;
import io.mistnet.protocols.propagation.Policy.Outside;
import io.mistnet.protocols.propagation.Policy.Profile;
import io.mistnet.protocols.propagation.Policy.Rule;
import io.mistnet.simulator.network.LocalNetwork;
import io.mistnet.simulator.reference.SharedFolder;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Data sets that others made, read from beside the checkout. */
@Tag("slow")
class PublishedDataTest {

    @ParameterizedTest
    @CsvSource({"AMLSIM, data/amlsim, 20000", "AMLGENTEX, data/amlgentex, 3000"})
    void privateEqualsPooledAndFindsMoreThanTheBanksAlone(DataSetFormat format, String folder, int accounts) {
        PooledData data = PooledData.of(format.open(SharedFolder.find(folder), DataSetOptions.defaults()));
        Policy policy = new Policy(
                Rule.WEIGHTED,
                Policy.constant(0.5, 2),
                Outside.exclude(),
                0.1,
                1,
                new Output.Score(),
                Profile.HARDENED);
        EvaluationReport report = new Evaluation(policy, LocalNetwork.inMemory()).run(data, Suspicion.of(data, 0.5, 1));
        assertThat(report.result(Arm.PRIVATE)).hasSize(accounts);
        assertThat(report.maxError()).isLessThan(1e-6);
        assertThat(report.flagsDiffer()).isZero();
        assertThat(found(report, Arm.PRIVATE)).isGreaterThan(found(report, Arm.SINGLE_BANK));
    }

    private static int found(EvaluationReport report, Arm arm) {
        return report.detections().getOrDefault(arm, new Detection(0, 0, 0, 0)).found();
    }
}
