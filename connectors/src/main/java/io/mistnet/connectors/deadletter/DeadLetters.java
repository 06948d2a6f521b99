package io.mistnet.connectors.deadletter;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * Writes the address on records that could not be used: key, value, timestamp and headers stay as read, and {@link ErrorHeaders} say whence the
 * record came and why it failed.
 *
 * <p>A dead letter is larger than the record that it holds, by a stack trace of some kilobytes at most: the producer's and the topic's limits
 * must leave room for it.
 */
public final class DeadLetters {

    private static final int LONGEST_STACKTRACE = 8192;

    private final String topic;
    private final String connector;
    private final int task;

    /**
     * Addresses dead letters of one reader.
     *
     * @param topic where dead letters go
     * @param connector the name under which this reader of a topic is known to its operators
     * @param task which of its parallel readers this is, from 0
     */
    public DeadLetters(String topic, String connector, int task) {
        this.topic = topic;
        this.connector = connector;
        this.task = task;
    }

    /**
     * The dead letter for one record.
     *
     * @param record as read; it is not changed
     * @param error why it could not be used
     * @param stage where it failed
     * @param failed the class that failed
     */
    public ProducerRecord<byte[], byte[]> of(
            ConsumerRecord<byte[], byte[]> record, Exception error, Stage stage, Class<?> failed) {
        Headers headers = new RecordHeaders(record.headers());
        add(headers, ErrorHeaders.TOPIC, record.topic());
        add(headers, ErrorHeaders.PARTITION, Integer.toString(record.partition()));
        add(headers, ErrorHeaders.OFFSET, Long.toString(record.offset()));
        add(headers, ErrorHeaders.CONNECTOR_NAME, connector);
        add(headers, ErrorHeaders.TASK_ID, Integer.toString(task));
        add(headers, ErrorHeaders.STAGE, stage.name());
        add(headers, ErrorHeaders.CLASS_NAME, failed.getName());
        add(headers, ErrorHeaders.EXCEPTION_CLASS_NAME, error.getClass().getName());
        add(headers, ErrorHeaders.EXCEPTION_MESSAGE, String.valueOf(error.getMessage()));
        add(headers, ErrorHeaders.EXCEPTION_STACKTRACE, stackTrace(error));
        Long timestamp = record.timestamp() >= 0 ? record.timestamp() : null;
        return new ProducerRecord<>(topic, null, timestamp, record.key(), record.value(), headers);
    }

    private static void add(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    private static String stackTrace(Exception error) {
        StringWriter text = new StringWriter();
        error.printStackTrace(new PrintWriter(text, true));
        return text.getBuffer().substring(0, Math.min(text.getBuffer().length(), LONGEST_STACKTRACE));
    }
}
