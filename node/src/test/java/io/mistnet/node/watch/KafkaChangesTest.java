package io.mistnet.node.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mistnet.node.kafka.KafkaBroker;
import io.mistnet.node.kafka.SharedKafka;
import io.mistnet.node.lookup.ListedRecords;
import io.mistnet.node.lookup.LookupAnswer;
import io.mistnet.node.publish.FlagClients;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@Tag("slow")
@ExtendWith(SharedKafka.class)
class KafkaChangesTest {

    private static final String IBAN = "DE89370400440532013000";
    private static final ChangeNotice NOTICE = ChangeNotice.of(
            ListedRecords.iban(IBAN),
            new LookupAnswer(List.of(ListedRecords.record("police", "2026-17", "")), 0),
            new RecordChanges(List.of(RecordChanges.Change.NEW), 0),
            Instant.EPOCH);

    private String topic;
    private FlagClients clients;

    @BeforeEach
    void ownTopic(KafkaBroker broker) {
        topic = UUID.randomUUID().toString();
        clients = FlagClients.of(Map.of("bootstrap.servers", broker.bootstrapServers()), topic);
        broker.createTopic(topic, 1, Map.of());
    }

    @Test
    void theChangesOfARunStandInTheTopicTogetherWithTheRun() throws IOException {
        KafkaChanges changes = new KafkaChanges(clients, topic);
        assertThat(changes.lastRun()).isEmpty();
        changes.tell("first", List.of(NOTICE, NOTICE));
        assertThat(changes.lastRun()).contains("first");
        changes.tell("second", List.of(NOTICE));
        assertThat(new KafkaChanges(clients, topic).lastRun()).contains("second");
        assertThat(read()).hasSize(3).allSatisfy(record -> {
            assertThat(record.key()).isEqualTo("iban:" + IBAN);
            assertThat(record.value()).isEqualTo(NOTICE.json().toString());
        });
    }

    @Test
    void aRunThatDiedBeforeItsCommitIsNotTold() throws IOException {
        try (Producer<String, String> dead = clients.producer()) {
            dead.initTransactions();
            dead.beginTransaction();
            Future<RecordMetadata> unused = dead.send(new ProducerRecord<>(topic, "half", "told"));
            dead.flush();
            KafkaChanges changes = new KafkaChanges(clients, topic);
            assertThat(changes.lastRun()).isEmpty();
            changes.tell("second", List.of(NOTICE));
            dead.close(Duration.ZERO);
        }
        assertThat(read()).extracting(ConsumerRecord::key).containsExactly("iban:" + IBAN);
    }

    @Test
    void whereKafkaIsAwayTellingFails() {
        FlagClients away = FlagClients.of(
                Map.of(
                        "bootstrap.servers",
                        "127.0.0.1:1",
                        "max.block.ms",
                        "500",
                        "default.api.timeout.ms",
                        "500",
                        "request.timeout.ms",
                        "300"),
                topic);
        assertThatThrownBy(() -> new KafkaChanges(away, topic).tell("first", List.of(NOTICE)))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("Kafka: ");
    }

    /** All committed records, once no transaction is pending: a commit is answered before its last mark is written. */
    private List<ConsumerRecord<String, String>> read() {
        try (Producer<String, String> next = clients.producer()) {
            next.initTransactions();
        }
        try (Consumer<String, String> consumer = clients.consumer()) {
            TopicPartition partition = new TopicPartition(topic, 0);
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            List<ConsumerRecord<String, String>> records = new ArrayList<>();
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
            return records;
        }
    }
}
