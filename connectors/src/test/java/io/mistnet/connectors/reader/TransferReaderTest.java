package io.mistnet.connectors.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mistnet.connectors.json.JsonTransferDecoder;
import io.mistnet.connectors.pacs008.Pacs008Message;
import io.mistnet.connectors.pacs008.Pacs008TransferDecoder;
import io.mistnet.connectors.transfer.FutureDatedTransferException;
import io.mistnet.connectors.transfer.MalformedTransferException;
import io.mistnet.connectors.transfer.OversizedTransferException;
import io.mistnet.connectors.transfer.RefusedTransferException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.SplittableRandom;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TransferReaderTest {

    private static final String JSON = """
            {"uetr":"0d5f1c2e-9a47-4b11-8c35-1f2e3d4c5b6a","instructedAmount":{"amount":"13.70","currency":"USD"},
             "debtorAccount":"1","debtorAgent":"COBADEFF","creditorAccount":"2","creditorAgent":"BNPAFRPP",
             "settlementTime":"2026-03-01T10:00:00Z"}
            """;
    private static final String XML = Pacs008Message.valid().xml();
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    private final TransferReader reader = readerAt(NOW);

    @ParameterizedTest
    @ValueSource(strings = {"", " \r\n\t", "\uFEFF", "\uFEFF "})
    void theFirstVisibleByteTellsTheFormat(String before) {
        assertThat(reader.read(record(before + JSON))).hasSize(1);
        assertThat(reader.read(record(before.strip() + XML))).hasSize(1);
    }

    @Test
    void theContentTypeTellsTheFormatFirst() {
        assertThat(reader.read(record(JSON, "application/json; charset=utf-8"))).hasSize(1);
        assertThat(reader.read(record(XML, "Application/XML"))).hasSize(1);
        assertThat(reader.read(record(XML, "application/octet-stream"))).hasSize(1);
        assertThatThrownBy(() -> reader.read(record(XML, "application/json")))
                .isInstanceOf(MalformedTransferException.class);
        assertThatThrownBy(() -> reader.read(record(JSON, "text/xml"))).isInstanceOf(MalformedTransferException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "hello", "[1]", "\u0000"})
    void whatIsNeitherJsonNorXmlIsMalformed(String value) {
        assertThatThrownBy(() -> reader.read(record(value)))
                .isInstanceOf(MalformedTransferException.class)
                .hasMessage("record: expected a JSON object or an XML document");
    }

    @Test
    void aRecordWithoutAValueIsMalformed() {
        assertThatThrownBy(() -> reader.read(new ConsumerRecord<>("t", 0, 0, null, null)))
                .isInstanceOf(MalformedTransferException.class)
                .hasMessageContaining("found no value");
    }

    @Test
    void anOversizedRecordIsNotLookedInto() {
        String padded = JSON + " ".repeat(10_000 - JSON.length());

        assertThat(reader.read(record(padded))).hasSize(1);
        assertThatThrownBy(() -> reader.read(record(padded + " ")))
                .isInstanceOf(OversizedTransferException.class)
                .hasMessage("record: expected at most 10000 bytes, found 10001");
    }

    @Test
    void aTransferMayBeAheadOfTheClockByTheSkewAndNoMore() {
        assertThat(readerAt(NOW.minusSeconds(60)).read(record(JSON))).hasSize(1);
        assertThatThrownBy(() -> readerAt(NOW.minusSeconds(61)).read(record(JSON)))
                .isInstanceOf(FutureDatedTransferException.class)
                .hasMessageContaining("settlementTime: expected at most PT1M after 2026-03-01T09:58:59Z");
    }

    @Test
    void noBytesWhateverBringAnythingButTransfersOrARefusal() {
        SplittableRandom random = new SplittableRandom(20260301);
        for (int i = 0; i < 2_000; i++) {
            byte[] bytes = (i % 2 == 0 ? JSON : XML).getBytes(StandardCharsets.UTF_8);
            for (int flips = random.nextInt(1, 4); flips > 0; flips--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            try {
                assertThat(reader.read(new ConsumerRecord<>("t", 0, i, null, bytes)))
                        .isNotEmpty();
            } catch (RefusedTransferException e) {
                assertThat(e.getMessage()).contains(": expected ");
            }
        }
    }

    private static TransferReader readerAt(Instant now) {
        return new TransferReader(
                new JsonTransferDecoder(),
                new Pacs008TransferDecoder(),
                10_000,
                Duration.ofMinutes(1),
                InstantSource.fixed(now));
    }

    private static ConsumerRecord<byte[], byte[]> record(String value) {
        return new ConsumerRecord<>("t", 0, 0, null, value.getBytes(StandardCharsets.UTF_8));
    }

    private static ConsumerRecord<byte[], byte[]> record(String value, String contentType) {
        ConsumerRecord<byte[], byte[]> record = record(value);
        record.headers().add("content-type", contentType.getBytes(StandardCharsets.UTF_8));
        return record;
    }
}
