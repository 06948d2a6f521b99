package io.mistnet.node.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.mistnet.node.ingest.IngestHealth.State;
import io.mistnet.node.kafka.KafkaBroker;
import io.mistnet.node.kafka.SharedKafka;
import io.mistnet.node.window.Counter;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SharedKafka.class)
@Tag("slow")
class KafkaOutageTest {

    private static final long OUTAGE_MILLIS = 60_000;

    @TempDir
    Path directory;

    @Test
    void theNodeWaitsForKafkaSaysSoAndGoesOnWithoutLoss(KafkaBroker kafka) {
        IngestTopics topics = BankStream.topics(UUID.randomUUID().toString());
        for (String topic : topics.all()) {
            kafka.createTopic(topic, 2, Map.of());
        }
        TopicClient client = new TopicClient(kafka.bootstrapServers());
        client.send(topics.transfers(), Transfers.stream(1, 300, 10).toArray(byte[][]::new));
        try (BankStream bank = new BankStream(directory, kafka.bootstrapServers(), topics, 100)) {
            Await.until(() -> bank.store().counters().get(Counter.IN) == 300);
            kafka.stop();
            try {
                Await.until(() -> bank.ingest().health().state() == State.WAITING);
                assertThat(bank.ingest().health().reason()).contains("Kafka does not answer");
                Await.pause(OUTAGE_MILLIS);
                assertThat(bank.ingest().health().state()).isEqualTo(State.WAITING);
            } finally {
                kafka.start();
            }
            client.send(topics.transfers(), Transfers.stream(2, 200, 10).toArray(byte[][]::new));

            Await.until(() -> bank.store().counters().get(Counter.IN) >= 500);
            assertThat(bank.ingest().health().state()).isEqualTo(State.READING);
            assertThat(bank.store().counters().get(Counter.IN)).isEqualTo(500);
            assertThat(bank.ingest().missed()).isZero();
        }
    }
}
