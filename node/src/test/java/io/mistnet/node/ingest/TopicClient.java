package io.mistnet.node.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.mistnet.node.kafka.InOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** What a bank's other systems do with its topics. */
final class TopicClient {

    private final Map<String, Object> settings;

    TopicClient(String bootstrapServers) {
        this.settings = Map.of("bootstrap.servers", bootstrapServers);
    }

    /** Writes records; those without a key go round the partitions. */
    void send(String topic, byte @Nullable []... values) {
        try (var producer = producer()) {
            for (byte[] value : values) {
                var unused = producer.send(new ProducerRecord<>(topic, value));
            }
            producer.flush();
        }
    }

    void sendTo(String topic, int partition, byte[] value) {
        try (var producer = producer()) {
            var unused = producer.send(new ProducerRecord<>(topic, partition, null, value));
            producer.flush();
        }
    }

    KafkaProducer<byte[], byte[]> producer() {
        return new KafkaProducer<>(InOrder.settings(settings), new ByteArraySerializer(), new ByteArraySerializer());
    }

    void addPartitions(String topic, int total) {
        try (Admin admin = Admin.create(settings)) {
            admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(total)))
                    .all()
                    .get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The records of a topic's partition 0; at least so many are waited for. */
    List<ConsumerRecord<byte[], byte[]>> read(String topic, int atLeast) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            TopicPartition partition = new TopicPartition(topic, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            Await.until(() -> {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
                return records.size() >= atLeast;
            });
        }
        return records;
    }

    static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), UTF_8);
    }
}
