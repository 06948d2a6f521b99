package io.mistnet.node.ingest;

import io.mistnet.connectors.deadletter.Stage;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A record that cannot be used.
 *
 * @param record as read
 * @param reason why
 * @param stage where it failed
 * @param failed the class that failed
 */
public record DeadLetter(ConsumerRecord<byte[], byte[]> record, Exception reason, Stage stage, Class<?> failed) {}
