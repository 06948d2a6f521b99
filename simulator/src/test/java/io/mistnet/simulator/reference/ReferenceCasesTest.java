package io.mistnet.simulator.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mistnet.protocols.propagation.Policy.Outside;
import io.mistnet.simulator.evaluation.Arm;
import io.mistnet.simulator.evaluation.Evaluation;
import io.mistnet.simulator.evaluation.EvaluationReport;
import io.mistnet.simulator.evaluation.PooledData;
import io.mistnet.simulator.evaluation.Suspicion;
import io.mistnet.simulator.network.LocalNetwork;
import java.io.IOException;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Holds the plaintext twin and the private arm against published results of another implementation. */
class ReferenceCasesTest {

    private static final double PUBLISHED = 1e-5;
    private static final double OURS = 1e-6;

    @TestFactory
    Stream<DynamicTest> everyPublishedCaseIsMet() throws IOException {
        return ReferenceCase.all(SharedFolder.find("reference/risk_propagation_cases.json")).stream()
                .flatMap(c -> c.hasSendersOutside()
                        // their code in the clear counts unknown senders in the income, their secure code does not
                        ? Stream.of(
                                test(c, "zero", Outside.zero(), c.plain()),
                                test(c, "exclude", Outside.exclude(), c.secure()))
                        : Stream.of(test(c, "exclude", Outside.exclude(), c.plain())));
    }

    private static DynamicTest test(ReferenceCase c, String policy, Outside outside, Map<String, Double> expected) {
        return DynamicTest.dynamicTest(
                "%s, senders outside: %s".formatted(c, policy), () -> hold(c, outside, expected));
    }

    private static void hold(ReferenceCase c, Outside outside, Map<String, Double> expected) {
        PooledData data = c.data();
        EvaluationReport report =
                new Evaluation(c.policy(outside), LocalNetwork.inMemory()).run(data, Suspicion.of(data, 0, 0));
        assertThat(expected).hasSameSizeAs(data.accounts());
        for (int i = 0; i < data.accounts().size(); i++) {
            double published = expected.getOrDefault(data.accounts().get(i), Double.NaN);
            assertThat(report.result(Arm.POOLED)[i]).isCloseTo(published, within(PUBLISHED));
            assertThat(report.result(Arm.PRIVATE)[i]).isCloseTo(published, within(PUBLISHED));
        }
        assertThat(report.maxError()).isLessThan(OURS);
    }
}
