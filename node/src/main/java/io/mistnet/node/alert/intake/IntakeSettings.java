package io.mistnet.node.alert.intake;

import io.mistnet.node.ingest.IngestSettings.Retry;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * How alerts are taken in.
 *
 * @param alerts the topic that they are in
 * @param deadLetters where records go that are no alerts
 * @param kafka settings of Kafka's clients
 * @param checkEvery how often it is seen that Kafka answers and that no partition was added
 * @param patience how long Kafka may take to answer
 * @param retry how long to wait before something is tried again
 */
public record IntakeSettings(
        String alerts,
        String deadLetters,
        Map<String, String> kafka,
        Duration checkEvery,
        Duration patience,
        Retry retry) {

    public IntakeSettings {
        kafka = Map.copyOf(kafka);
    }

    /** Kafka is looked after every 5 s and may take 15 s; something is tried again after 1 s, and up to 30 s later each time. */
    public static IntakeSettings of(String alerts, String deadLetters, Map<String, String> kafka) {
        return new IntakeSettings(
                alerts,
                deadLetters,
                kafka,
                Duration.ofSeconds(5),
                Duration.ofSeconds(15),
                new Retry(Duration.ofSeconds(1), Duration.ofSeconds(30)));
    }

    /** Reads committed records only, since the publisher may undo others, and commits nothing by itself. */
    Consumer<byte[], byte[]> consumer() {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        // otherwise partitions that were added show only after minutes
        settings.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, checkEvery.toMillis());
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
