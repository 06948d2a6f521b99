package io.mistnet.connectors.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mistnet.connectors.transfer.InstructedAmount;
import io.mistnet.connectors.transfer.InvalidTransferException;
import io.mistnet.connectors.transfer.MalformedTransferException;
import io.mistnet.connectors.transfer.RefusedTransferException;
import io.mistnet.connectors.transfer.Transfer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonTransferDecoderTest {

    private static final String VALID = """
            {"uetr":"0d5f1c2e-9a47-4b11-8c35-1f2e3d4c5b6a",
             "instructedAmount":{"amount":"13.70","currency":"USD"},
             "debtorAccount":"DE89370400440532013000","debtorAgent":"COBADEFF",
             "creditorAccount":"ACC-77","creditorAgent":"BNPAFRPP",
             "settlementTime":"2026-03-01T10:15:00+01:00"}
            """;

    private final JsonTransferDecoder decoder = new JsonTransferDecoder();

    @Test
    void everyFieldOfATransferIsRead() {
        assertThat(decode(VALID))
                .containsExactly(new Transfer(
                        UUID.fromString("0d5f1c2e-9a47-4b11-8c35-1f2e3d4c5b6a"),
                        InstructedAmount.parse("13.70", "USD"),
                        "DE89370400440532013000",
                        "COBADEFF",
                        "ACC-77",
                        "BNPAFRPP",
                        Instant.parse("2026-03-01T09:15:00Z")));
    }

    @Test
    void unknownFieldsArePassedOver() {
        assertThat(decode(with("\"uetr\"", "\"a\":[{\"b\":1}],\"c\":null,\"uetr\"")
                        .replace("\"USD\"", "\"USD\",\"x\":{}")))
                .isEqualTo(decode(VALID));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"uetr\":\"0 | \"uetr\":\"1\",\"uetr\":\"0 | record",
                "\"amount\":\"13.70\" | \"amount\":13.70 | instructedAmount.amount",
                "{\"amount\":\"13.70\",\"currency\":\"USD\"} | \"13.70\" | instructedAmount",
                "\"ACC-77\" | null | creditorAccount",
                "\"ACC-77\" | [\"ACC-77\"] | creditorAccount",
                "\"COBADEFF\" | true | debtorAgent",
                "\"ACC-77\" | 'ACC-77' | record",
                "\"ACC-77\", | \"ACC-77\" | record",
                "+01:00\"} | +01:00\"}{} | record",
                "+01:00\"} | +01:00\" | record",
            })
    void whatIsNoSuchObjectIsMalformed(String piece, String replacement, String field) {
        assertThatThrownBy(() -> decode(with(piece, replacement)))
                .isInstanceOfSatisfying(
                        MalformedTransferException.class,
                        e -> assertThat(e.field()).isEqualTo(field));
    }

    @ParameterizedTest
    @CsvSource({"'', record", "[], record", "1, record", "{, record", "'\u0000', record"})
    void otherDocumentsAreMalformed(String document, String field) {
        assertThatThrownBy(() -> decode(document))
                .isInstanceOfSatisfying(
                        MalformedTransferException.class,
                        e -> assertThat(e.field()).isEqualTo(field));
    }

    @ParameterizedTest
    @CsvSource({
        "uetr, u, uetr",
        "amount\":, a\":, instructedAmount.amount",
        "currency, c, instructedAmount.currency",
        "instructedAmount, i, instructedAmount.amount",
        "debtorAccount, d, debtorAccount",
        "debtorAgent, d, debtorAgent",
        "creditorAccount, d, creditorAccount",
        "creditorAgent, d, creditorAgent",
        "settlementTime, s, settlementTime",
        "2026-03-01T10:15:00+01:00, 2026-03-01, settlementTime",
        "2026-03-01T10:15:00+01:00, 2026-02-30T10:15:00Z, settlementTime",
        "13.70, 1e9, instructedAmount.amount",
        "DE89, DE88, debtorAccount",
        "0d5f1c2e, 0d5f1c2, uetr",
    })
    void aFieldThatIsMissingOrMeaninglessIsNamed(String piece, String replacement, String field) {
        assertThatThrownBy(() -> decode(with(piece, replacement)))
                .isInstanceOfSatisfying(
                        InvalidTransferException.class,
                        e -> assertThat(e.field()).isEqualTo(field));
    }

    @Test
    void nestingIsBounded() {
        assertThatThrownBy(() ->
                        decode(with("\"uetr\"", "\"a\":" + "[".repeat(100_000) + "]".repeat(100_000) + ",\"uetr\"")))
                .isInstanceOf(MalformedTransferException.class);
    }

    @Test
    void aReasonSaysWhereButQuotesNothing() {
        assertThatThrownBy(() -> decode(with("\"DE89370400440532013000\"", "DE89370400440532013000")))
                .isInstanceOf(MalformedTransferException.class)
                .hasMessageContaining("line 3")
                .hasNoCause()
                .message()
                .doesNotContain("DE89");
    }

    @Test
    void everyTruncationAndEveryFlippedBitIsATransferOrARefusalNothingElse() {
        byte[] valid = VALID.strip().getBytes(StandardCharsets.UTF_8);
        for (int length = 0; length < valid.length; length++) {
            byte[] cut = Arrays.copyOf(valid, length);
            assertThatThrownBy(() -> decoder.decode(cut)).isInstanceOf(MalformedTransferException.class);
        }
        for (int bit = 0; bit < 8 * valid.length; bit++) {
            byte[] flipped = valid.clone();
            flipped[bit / 8] ^= (byte) (1 << (bit % 8));
            try {
                assertThat(decoder.decode(flipped)).hasSize(1);
            } catch (RefusedTransferException e) {
                assertThat(e.getMessage()).contains(": expected ");
            }
        }
    }

    private List<Transfer> decode(String json) {
        return decoder.decode(json.getBytes(StandardCharsets.UTF_8));
    }

    private static String with(String piece, String replacement) {
        assertThat(VALID).contains(piece);
        return VALID.replace(piece, replacement);
    }
}
