package io.mistnet.node.payee;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mistnet.node.kafka.InOrder;
import io.mistnet.node.kafka.KafkaBroker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** A bank's topics of payee checks in a test, and what its other systems do with them. */
final class CheckTopics {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final ObjectMapper JSON = new ObjectMapper();

    final Map<String, String> kafka;
    final PayeeTopics names;
    final CheckClients clients;

    CheckTopics(KafkaBroker broker, int partitions) {
        String name = UUID.randomUUID().toString();
        kafka = Map.of("bootstrap.servers", broker.bootstrapServers());
        names = new PayeeTopics("checks-" + name, "results-" + name, "dead-" + name);
        clients = CheckClients.of(kafka, name);
        broker.createTopic(names.checks(), partitions, Map.of());
        broker.createTopic(names.results(), 1, Map.of());
        broker.createTopic(names.deadLetters(), 1, Map.of());
    }

    void ask(@Nullable String key, String value) {
        try (var producer =
                new KafkaProducer<>(InOrder.settings(kafka), new ByteArraySerializer(), new ByteArraySerializer())) {
            var unused = producer.send(new ProducerRecord<>(
                    names.checks(), key == null ? null : key.getBytes(UTF_8), value.getBytes(UTF_8)));
            producer.flush();
        }
    }

    /** Asks for payees, each by its place in the list as id and key. */
    void askFor(List<String> ibans) {
        try (var producer =
                new KafkaProducer<>(InOrder.settings(kafka), new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int i = 0; i < ibans.size(); i++) {
                String value = "{\"checkId\":\"%d\",\"creditorAccount\":\"%s\"}".formatted(i, ibans.get(i));
                var unused = producer.send(new ProducerRecord<>(
                        names.checks(), Integer.toString(i).getBytes(UTF_8), value.getBytes(UTF_8)));
            }
            producer.flush();
        }
    }

    /** The committed results, of which at least so many are waited for. */
    List<ConsumerRecord<byte[], byte[]>> results(int atLeast) {
        return read(names.results(), atLeast);
    }

    List<ConsumerRecord<byte[], byte[]>> deadLetters(int atLeast) {
        return read(names.deadLetters(), atLeast);
    }

    List<String> idsOfResults(int atLeast) {
        return results(atLeast).stream()
                .map(result -> json(result).path("checkId").asText())
                .toList();
    }

    static JsonNode json(ConsumerRecord<byte[], byte[]> record) {
        try {
            return JSON.readTree(record.value());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void until(BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("it did not happen within " + PATIENCE);
            }
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    private List<ConsumerRecord<byte[], byte[]>> read(String topic, int atLeast) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (Consumer<byte[], byte[]> consumer = clients.consumer()) {
            TopicPartition partition = new TopicPartition(topic, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            until(() -> {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
                return records.size() >= atLeast;
            });
            // what was written too much shows as well
            consumer.poll(Duration.ofMillis(300)).forEach(records::add);
        }
        return records;
    }
}
