package io.mistnet.node.epoch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class AttemptSecretsTest {

    private static final Instant CUT_OFF = Instant.parse("2026-11-22T10:00:00Z");
    private static final List<String> BANKS = List.of("alder", "birch");

    private static byte[] secret(String own, int other, Instant cutOff) {
        PairKeys keys = bank -> SampleEconomy.sha256(own.compareTo(bank) < 0 ? own + bank : bank + own);
        return new AttemptSecrets(keys, BANKS, cutOff).with(other);
    }

    @Test
    void bothBanksHaveTheSame() {
        assertThat(secret("alder", 1, CUT_OFF)).hasSize(32).isEqualTo(secret("birch", 0, CUT_OFF));
    }

    @Test
    void anEpochNumberThatComesAgainAtAnotherTimeHasOtherTags() {
        assertThat(secret("alder", 1, CUT_OFF)).isNotEqualTo(secret("alder", 1, CUT_OFF.plusMillis(1)));
    }
}
