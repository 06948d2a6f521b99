package io.mistnet.node.watch;

import io.mistnet.node.publish.FlagClients;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * Tells changes in a topic, keyed by type and selector: those of a run in one transaction, together with the run's id, which stands beside an offset that the group {@link FlagClients#name()} commits. No consumer reads by that offset. Should it expire, a run
 * that a crash interrupted so long ago is told once more.
 */
public final class KafkaChanges implements ChangeSink {

    private final FlagClients clients;
    private final String topic;
    private final TopicPartition marker;

    public KafkaChanges(FlagClients clients, String topic) {
        this.clients = clients;
        this.topic = topic;
        this.marker = new TopicPartition(topic, 0);
    }

    @Override
    public Optional<String> lastRun() throws IOException {
        try (Session session = new Session()) {
            OffsetAndMetadata last = session.consumer.committed(Set.of(marker)).get(marker);
            return Optional.ofNullable(last).map(OffsetAndMetadata::metadata);
        } catch (KafkaException e) {
            throw away(e);
        }
    }

    @Override
    public void tell(String run, List<ChangeNotice> notices) throws IOException {
        try (Session session = new Session()) {
            Producer<String, String> producer = session.producer;
            producer.beginTransaction();
            for (ChangeNotice notice : notices) {
                String key = notice.selector().type() + ":" + notice.selector().canonical();
                // committing throws what sending throws
                Future<RecordMetadata> unused = producer.send(
                        new ProducerRecord<>(topic, key, notice.json().toString()));
            }
            producer.sendOffsetsToTransaction(
                    Map.of(marker, new OffsetAndMetadata(0, run)), session.consumer.groupMetadata());
            producer.commitTransaction();
        } catch (KafkaException e) {
            throw away(e);
        }
    }

    private static IOException away(KafkaException e) {
        return new IOException("Kafka: " + e.getMessage(), e);
    }

    /** Fences a session before it, by which Kafka ends a pending transaction one way or the other. */
    private final class Session implements AutoCloseable {

        private final Producer<String, String> producer = clients.producer();
        private final Consumer<String, String> consumer;

        Session() {
            try {
                producer.initTransactions();
                consumer = clients.consumer();
            } catch (RuntimeException e) {
                producer.close(Duration.ZERO);
                throw e;
            }
        }

        @Override
        public void close() {
            consumer.close();
            producer.close(Duration.ZERO);
        }
    }
}
