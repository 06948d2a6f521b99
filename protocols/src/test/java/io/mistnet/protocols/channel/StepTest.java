package io.mistnet.protocols.channel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StepTest {

    @Test
    void stepsAreEqualWhereTheirPathsAre() {
        Step step = Step.of("iteration 2").then("V to S").then("hop", 1);
        assertThat(step).hasToString("iteration 2/V to S/hop 1").isEqualTo(Step.of("iteration 2/V to S/hop 1"));
        assertThat(step.code()).isEqualTo(Step.of("iteration 2/V to S/hop 1").code());
        assertThat(step).isNotEqualTo(Step.of("iteration 2"));
        assertThat(step.code()).isNotEqualTo(Step.of("iteration 2").code());
    }

    @Test
    void thePhaseIsTheFirstName() {
        assertThat(Step.of("matching").then("map").phase()).isEqualTo("matching");
        assertThat(Step.of("finish").phase()).isEqualTo("finish");
    }
}
