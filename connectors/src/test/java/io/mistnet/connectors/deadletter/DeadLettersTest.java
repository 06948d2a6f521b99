package io.mistnet.connectors.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import io.mistnet.connectors.reader.TransferReader;
import io.mistnet.connectors.transfer.MalformedTransferException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class DeadLettersTest {

    private static final byte[] KEY = {1, 2};
    private static final byte[] VALUE = {3, (byte) 0xFF};

    private final DeadLetters deadLetters = new DeadLetters("dead", "mistnet-transfers", 3);

    @Test
    void keyValueTimestampAndHeadersStayAsRead() {
        ConsumerRecord<byte[], byte[]> record = record(1_700_000_000_000L);

        ProducerRecord<byte[], byte[]> letter = letter(record);

        assertThat(letter.topic()).isEqualTo("dead");
        assertThat(letter.partition()).isNull();
        assertThat(letter.key()).isEqualTo(KEY);
        assertThat(letter.value()).isEqualTo(VALUE);
        assertThat(letter.timestamp()).isEqualTo(1_700_000_000_000L);
        assertThat(header(letter, "own")).isEqualTo("x");
        assertThat(record.headers()).hasSize(1);
    }

    @Test
    void theHeadersAreThoseOfKafkaConnect() {
        ProducerRecord<byte[], byte[]> letter = letter(record(0));

        assertThat(header(letter, "__connect.errors.topic")).isEqualTo("mistnet.transfers");
        assertThat(header(letter, "__connect.errors.partition")).isEqualTo("7");
        assertThat(header(letter, "__connect.errors.offset")).isEqualTo("99");
        assertThat(header(letter, "__connect.errors.connector.name")).isEqualTo("mistnet-transfers");
        assertThat(header(letter, "__connect.errors.task.id")).isEqualTo("3");
        assertThat(header(letter, "__connect.errors.stage")).isEqualTo("VALUE_CONVERTER");
        assertThat(header(letter, "__connect.errors.class.name")).isEqualTo(TransferReader.class.getName());
        assertThat(header(letter, "__connect.errors.exception.class.name"))
                .isEqualTo(MalformedTransferException.class.getName());
        assertThat(header(letter, "__connect.errors.exception.message")).isEqualTo("record: expected JSON");
        assertThat(header(letter, "__connect.errors.exception.stacktrace"))
                .startsWith(MalformedTransferException.class.getName() + ": record: expected JSON")
                .contains("DeadLettersTest");
    }

    @Test
    void aRecordWithoutTimestampBecomesALetterWithoutOne() {
        assertThat(letter(record(-1)).timestamp()).isNull();
    }

    private ProducerRecord<byte[], byte[]> letter(ConsumerRecord<byte[], byte[]> record) {
        return deadLetters.of(
                record, new MalformedTransferException("record", "JSON"), Stage.VALUE_CONVERTER, TransferReader.class);
    }

    private static ConsumerRecord<byte[], byte[]> record(long timestamp) {
        RecordHeaders headers = new RecordHeaders();
        headers.add("own", "x".getBytes(StandardCharsets.UTF_8));
        return new ConsumerRecord<>(
                "mistnet.transfers",
                7,
                99L,
                timestamp,
                TimestampType.CREATE_TIME,
                KEY.length,
                VALUE.length,
                KEY,
                VALUE,
                headers,
                Optional.empty());
    }

    private static String header(ProducerRecord<byte[], byte[]> letter, String name) {
        return new String(letter.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
