package io.mistnet.node.publish;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Clients of the bank's Kafka for one publisher. */
public interface FlagClients {

    /** The consumer group whose committed offset is the last published epoch; also the transactional id. */
    String name();

    Admin admin();

    Producer<String, String> producer();

    /** Reads committed records only. */
    Consumer<String, String> consumer();

    /**
     * Clients with the user's settings.
     *
     * @param settings Kafka's own configuration, {@code bootstrap.servers} at least
     * @param name the same for every start of one institution's node, and no other's: one node at a time publishes by it
     */
    static FlagClients of(Map<String, String> settings, String name) {
        return new FlagClients() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Admin admin() {
                return Admin.create(new HashMap<>(settings));
            }

            @Override
            public Producer<String, String> producer() {
                Map<String, Object> producer = new HashMap<>(settings);
                producer.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, name);
                producer.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
                producer.put(ProducerConfig.ACKS_CONFIG, "all");
                return new KafkaProducer<>(producer, new StringSerializer(), new StringSerializer());
            }

            @Override
            public Consumer<String, String> consumer() {
                Map<String, Object> consumer = new HashMap<>(settings);
                consumer.put(ConsumerConfig.GROUP_ID_CONFIG, name);
                consumer.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
                consumer.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
                consumer.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
                return new KafkaConsumer<>(consumer, new StringDeserializer(), new StringDeserializer());
            }
        };
    }
}
