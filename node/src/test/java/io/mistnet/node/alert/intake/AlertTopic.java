package io.mistnet.node.alert.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.mistnet.node.ingest.IngestSettings.Retry;
import io.mistnet.node.kafka.InOrder;
import io.mistnet.node.kafka.KafkaBroker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A bank's topic of alerts in a test, and what its node and its operators do with it. */
final class AlertTopic {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String TRANSFER = """
            {"uetr":"%s","instructedAmount":{"amount":"12.50","currency":"EUR"},"debtorAccount":"%s","debtorAgent":"BBBBFRPP","creditorAccount":"%s","creditorAgent":"AAAADEFF","settlementTime":"2026-03-01T10:00:00Z"}""";

    final String name = "alerts-" + UUID.randomUUID();
    final IntakeSettings settings;
    private final KafkaBroker broker;
    private final Map<String, Object> kafka;

    AlertTopic(KafkaBroker broker, int partitions) {
        this.broker = broker;
        this.kafka = Map.of("bootstrap.servers", broker.bootstrapServers());
        this.settings = new IntakeSettings(
                name,
                "dead-" + name,
                Map.of("bootstrap.servers", broker.bootstrapServers()),
                Duration.ofMillis(200),
                Duration.ofSeconds(2),
                new Retry(Duration.ofMillis(50), Duration.ofMillis(200)));
        create(partitions);
        broker.createTopic(settings.deadLetters(), 1, Map.of());
    }

    void create(int partitions) {
        broker.createTopic(name, partitions, Map.of());
    }

    void delete() {
        try (Admin admin = Admin.create(kafka)) {
            admin.deleteTopics(List.of(name)).all().get();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    void addPartitions(int total) {
        try (Admin admin = Admin.create(kafka)) {
            admin.createPartitions(Map.of(name, NewPartitions.increaseTo(total)))
                    .all()
                    .get();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** An alert as the node publishes it, with one transfer in. */
    static String alert(String account, long epoch) {
        return """
                {"account":"%s","epoch":%d,"rule":"weighted","flag":true,"cutOff":"2026-03-01T11:00:00Z","incoming":[%s],"outgoing":[]}""".formatted(
                        account, epoch, TRANSFER.formatted(UUID.randomUUID(), "FR7630006000011234567890189", account));
    }

    void write(String... records) {
        try (var producer =
                new KafkaProducer<>(InOrder.settings(kafka), new ByteArraySerializer(), new ByteArraySerializer())) {
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            for (String record : records) {
                sent.add(producer.send(new ProducerRecord<>(name, record == null ? null : record.getBytes(UTF_8))));
            }
            for (Future<RecordMetadata> each : sent) {
                each.get();
            }
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException("the records did not reach the broker", e);
        }
    }

    /** In a transaction that is committed, or undone. */
    void writeTogether(boolean committed, String... records) {
        Map<String, Object> transactional = InOrder.settings(kafka);
        transactional.put("transactional.id", UUID.randomUUID().toString());
        try (var producer = new KafkaProducer<>(transactional, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            for (String record : records) {
                producer.send(new ProducerRecord<>(name, record.getBytes(UTF_8)));
            }
            producer.flush();
            if (committed) {
                producer.commitTransaction();
            } else {
                producer.abortTransaction();
            }
        }
    }

    List<ConsumerRecord<byte[], byte[]>> deadLetters(int atLeast) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(kafka, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            TopicPartition partition = new TopicPartition(settings.deadLetters(), 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            until(() -> {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
                return records.size() >= atLeast;
            });
        }
        return records;
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
}
