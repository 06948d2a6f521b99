package io.mistnet.node.alert.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mistnet.node.alert.Measure;
import io.mistnet.node.alert.RaisedAlert;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AlertReaderTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final String ACCOUNT = "DE89370400440532013000";
    private static final String GOOD = AlertTopic.alert(ACCOUNT, 7);

    private final AlertReader reader = new AlertReader(InstantSource.fixed(NOW));

    @Test
    void anAlertIsReadAsItWasPublished() {
        RaisedAlert alert = read(GOOD, NOW.minusSeconds(5).toEpochMilli());

        assertThat(alert.account()).isEqualTo(ACCOUNT);
        assertThat(alert.epoch()).isEqualTo(7);
        assertThat(alert.rule()).isEqualTo("weighted");
        assertThat(alert.measure()).isEqualTo(Measure.FLAG);
        assertThat(alert.risk()).isEqualTo(1);
        assertThat(alert.cutOff()).isEqualTo("2026-03-01T11:00:00Z");
        assertThat(alert.raisedAt()).isEqualTo(NOW.minusSeconds(5));
        assertThat(alert.transfers()).singleElement().satisfies(transfer -> {
            assertThat(transfer.creditorAccount()).isEqualTo(ACCOUNT);
            assertThat(transfer.instructedAmount().amount()).isEqualByComparingTo("12.50");
        });
    }

    @ParameterizedTest
    @CsvSource({"'\"band\":3', BAND, 3", "'\"score\":0.123456', SCORE, 0.123456", "'\"score\":1', SCORE, 1"})
    void bandsAndScoresAreReadToo(String value, Measure measure, double risk) {
        RaisedAlert alert = read(GOOD.replace("\"flag\":true", value), 0);

        assertThat(alert.measure()).isEqualTo(measure);
        assertThat(alert.risk()).isEqualTo(risk);
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 0, Long.MAX_VALUE, 4_102_444_800_000L})
    void aRecordWithoutAPlausibleTimeWasRaisedNow(long timestamp) {
        assertThat(read(GOOD, timestamp).raisedAt()).isEqualTo(NOW);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"account\":\"DE89370400440532013000\",\"epoch\" | \"epoch\" | account",
                "\"account\":\"DE89370400440532013000\" | \"account\":\"DE00370400440532013000\" | account",
                "\"account\":\"DE89370400440532013000\" | \"account\":\"<script>\\u0000\" | account",
                "\"account\":\"DE89370400440532013000\" | \"account\":7 | account",
                "\"epoch\":7 | \"epoch\":-1 | epoch",
                "\"epoch\":7 | \"epoch\":7.5 | epoch",
                "\"epoch\":7 | \"epoch\":99999999999999999999 | epoch",
                "\"epoch\":7 | \"epoch\":\"7\" | epoch",
                "\"rule\":\"weighted\" | \"rule\":\"'; DROP TABLE alerts\" | rule",
                "\"rule\":\"weighted\" | \"rule\":\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\" | rule",
                "\"flag\":true | \"flag\":false | flag",
                "\"flag\":true | \"flag\":1 | flag",
                "\"flag\":true | \"none\":1 | flag, band, score",
                "\"flag\":true | \"flag\":true,\"score\":1 | flag, band, score",
                "\"flag\":true | \"band\":0 | band",
                "\"flag\":true | \"band\":1001 | band",
                "\"flag\":true | \"score\":1.1 | score",
                "\"flag\":true | \"score\":-0.1 | score",
                "\"flag\":true | \"score\":\"high\" | score",
                "2026-03-01T11:00:00Z | yesterday | cutOff",
                "2026-03-01T11:00:00Z | +1000000000-01-01T00:00:00Z | cutOff",
                "2026-03-01T11:00:00Z | 1900-01-01T00:00:00Z | cutOff",
                "\"incoming\":[ | \"incoming\":{},\"other\":[ | incoming",
                "\"outgoing\":[] | \"outgoing\":[7] | outgoing",
                "\"12.50\" | \"-12.50\" | incoming",
                "\"12.50\" | 12.5 | incoming",
                "\"EUR\" | \"XXX\" | incoming",
                "BBBBFRPP | nobic | incoming",
                "2026-03-01T10:00:00Z | +1000000000-01-01T00:00:00Z | incoming.settlementTime",
                "\"rule\" | \"epoch\":8,\"rule\" | record",
            })
    void whatIsNoAlertIsRefusedWithItsFieldAndWithoutItsContent(String good, String bad, String field) {
        String record = GOOD.replace(good, bad);
        assertThat(record).isNotEqualTo(GOOD);
        assertThatThrownBy(() -> read(record, 0))
                .isInstanceOf(InvalidAlertException.class)
                .hasMessageStartingWith(field + ": ")
                .hasMessageNotContaining("37040044")
                .hasMessageNotContaining("DROP");
    }

    @Test
    void whatIsNoJsonObjectIsRefused() {
        for (String record : new String[] {"", "null", "7", "[]", "{", GOOD + "x", "\u0000", "[".repeat(5000)}) {
            assertThatThrownBy(() -> read(record, 0)).isInstanceOf(InvalidAlertException.class);
        }
        assertThatThrownBy(() -> reader.read(record(null, 0))).isInstanceOf(InvalidAlertException.class);
        assertThatThrownBy(() -> reader.read(record(new byte[AlertReader.MOST_BYTES + 1], 0)))
                .isInstanceOf(InvalidAlertException.class);
    }

    private RaisedAlert read(String value, long timestamp) {
        return reader.read(record(value.getBytes(UTF_8), timestamp));
    }

    private static ConsumerRecord<byte[], byte[]> record(byte[] value, long timestamp) {
        return new ConsumerRecord<>(
                "alerts",
                0,
                0,
                timestamp,
                TimestampType.CREATE_TIME,
                0,
                0,
                null,
                value,
                new RecordHeaders(),
                Optional.empty());
    }
}
