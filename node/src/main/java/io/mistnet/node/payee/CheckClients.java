package io.mistnet.node.payee;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Clients of the bank's Kafka for one reader of payee checks. */
public interface CheckClients {

    /** Its transactional id, and the consumer group that its offsets are committed to. */
    String name();

    Producer<byte[], byte[]> producer();

    /** Reads committed records only, and commits nothing by itself. */
    Consumer<byte[], byte[]> consumer();

    /**
     * Clients with the user's settings.
     *
     * @param settings Kafka's own configuration, {@code bootstrap.servers} at least
     * @param name the same for every start of one institution's node, and no other's: one node at a time answers by it
     */
    static CheckClients of(Map<String, String> settings, String name) {
        return new CheckClients() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Producer<byte[], byte[]> producer() {
                Map<String, Object> producer = new HashMap<>(settings);
                producer.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, name);
                producer.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
                producer.put(ProducerConfig.ACKS_CONFIG, "all");
                return new KafkaProducer<>(producer, new ByteArraySerializer(), new ByteArraySerializer());
            }

            @Override
            public Consumer<byte[], byte[]> consumer() {
                Map<String, Object> consumer = new HashMap<>(settings);
                consumer.put(ConsumerConfig.GROUP_ID_CONFIG, name);
                consumer.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
                consumer.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
                consumer.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
                return new KafkaConsumer<>(consumer, new ByteArrayDeserializer(), new ByteArrayDeserializer());
            }
        };
    }
}
