package io.mistnet.simulator.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mistnet.connectors.dataset.AccountRow;
import io.mistnet.connectors.dataset.Label;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SuspicionTest {

    private static PooledData data(OptionalDouble risk, boolean labels) {
        PooledDataBuilder builder = new PooledDataBuilder();
        for (int i = 0; i < 1_000; i++) {
            Label label = i % 2 == 0 ? Label.ILLICIT : Label.LICIT;
            builder.account(new AccountRow("account " + i, "bank", risk, labels ? label : Label.UNKNOWN));
        }
        return builder.build();
    }

    @Test
    void aSetWithInitialRisksKeepsThemAndCountsAllAccounts() {
        Suspicion suspicion = Suspicion.of(data(OptionalDouble.of(0.3), true), 0.5, 1);
        assertThat(suspicion.initialRisk()).containsOnly(0.3);
        assertThat(suspicion.counted()).containsOnly(true);
    }

    @Test
    void withoutInitialRisksAShareOfTheIllicitAccountsIsKnownAndNotCounted() {
        PooledData data = data(OptionalDouble.empty(), true);
        Suspicion suspicion = Suspicion.of(data, 0.3, 1);
        assertThat(IntStream.range(0, 1_000)
                        .filter(i -> suspicion.initialRisk()[i] == 1)
                        .count())
                .isBetween(110L, 190L);
        for (int i = 0; i < 1_000; i++) {
            assertThat(suspicion.initialRisk()[i]).isIn(0.0, 1.0);
            assertThat(suspicion.counted()[i]).isEqualTo(suspicion.initialRisk()[i] == 0);
            assertThat(i % 2 == 1 && suspicion.initialRisk()[i] == 1).isFalse();
        }
        assertThat(Suspicion.of(data, 0.3, 1).initialRisk()).isEqualTo(suspicion.initialRisk());
        assertThat(Suspicion.of(data, 0.3, 2).initialRisk()).isNotEqualTo(suspicion.initialRisk());
    }

    @Test
    void aSetWithNeitherRisksNorLabelsIsRefusedWithWhatToAdd() {
        assertThatThrownBy(() -> Suspicion.of(data(OptionalDouble.empty(), false), 0.5, 1))
                .hasMessageContaining("initial_risk or label");
    }

    @Test
    void aKnownShareAboveOneIsRefused() {
        assertThatThrownBy(() -> Suspicion.of(data(OptionalDouble.empty(), true), 1.5, 1))
                .hasMessageContaining("[0, 1], not 1.5");
    }
}
