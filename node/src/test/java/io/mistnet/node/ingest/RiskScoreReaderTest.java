package io.mistnet.node.ingest;

import static io.mistnet.node.window.WindowFixture.NOW;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mistnet.node.window.RiskScore;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RiskScoreReaderTest {

    private final RiskScoreReader reader = new RiskScoreReader(Duration.ofSeconds(10), () -> NOW);

    @Test
    void aScoreIsReadWithItsAccountInCanonicalForm() {
        String json =
                "{\"account\":\"de89 3704 0044 0532 0130 00\",\"risk\":0.25,\"validFrom\":\"2026-03-01T12:00:00+01:00\",\"model\":7}";
        assertThat(reader.read(json.getBytes(UTF_8)))
                .isEqualTo(new RiskScore("DE89370400440532013000", 0.25, Instant.parse("2026-03-01T11:00:00Z")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "nothing|record: expected a JSON object",
                "[]|record: expected a JSON object",
                "{} {}|record: expected a JSON object",
                "{\"risk\":1,\"risk\":0}|record: expected a JSON object",
                "{\"account\":\"A\",\"validFrom\":\"2026-03-01T11:00:00Z\"}|risk: expected a number in [0, 1]",
                "{\"account\":\"A\",\"risk\":1.01,\"validFrom\":\"2026-03-01T11:00:00Z\"}|risk: expected a number in [0, 1]",
                "{\"account\":\"A\",\"risk\":-0.1,\"validFrom\":\"2026-03-01T11:00:00Z\"}|risk: expected a number in [0, 1]",
                "{\"account\":\"A\",\"risk\":\"1\",\"validFrom\":\"2026-03-01T11:00:00Z\"}|risk: expected a number in [0, 1]",
                "{\"risk\":1,\"validFrom\":\"2026-03-01T11:00:00Z\"}|account: expected a JSON string",
                "{\"account\":\"\",\"risk\":1,\"validFrom\":\"2026-03-01T11:00:00Z\"}|account: expected an IBAN",
                "{\"account\":\"A\",\"risk\":1,\"validFrom\":\"yesterday\"}|validFrom: expected an instant of ISO 8601",
                "{\"account\":\"A\",\"risk\":1,\"validFrom\":\"1969-12-31T23:59:59Z\"}|validFrom: expected an instant of ISO 8601",
                "{\"account\":\"A\",\"risk\":1,\"validFrom\":\"2026-03-01T12:00:11Z\"}|validFrom: expected at most PT10S after now"
            })
    void whatIsNoScoreIsRefusedWithItsFieldAndWithoutItsContent(String json, String reason) {
        assertThatThrownBy(() -> reader.read(json.getBytes(UTF_8)))
                .isInstanceOf(InvalidRiskScoreException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void anOversizedScoreIsNotLookedInto() {
        assertThatThrownBy(() -> reader.read(new byte[5_000]))
                .isInstanceOf(InvalidRiskScoreException.class)
                .hasMessage("record: expected at most 4096 bytes");
    }
}
