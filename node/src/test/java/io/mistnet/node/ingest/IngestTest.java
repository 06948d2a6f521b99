package io.mistnet.node.ingest;

import static io.mistnet.node.window.WindowFixture.NOW;
import static io.mistnet.node.window.WindowFixture.contents;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.mistnet.connectors.deadletter.ErrorHeaders;
import io.mistnet.node.http.MeterConventions;
import io.mistnet.node.ingest.IngestHealth.State;
import io.mistnet.node.kafka.KafkaBroker;
import io.mistnet.node.kafka.SharedKafka;
import io.mistnet.node.window.Counter;
import io.mistnet.node.window.WindowStore;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SharedKafka.class)
@Tag("slow")
class IngestTest {

    @TempDir
    Path directory;

    private final IngestTopics topics = BankStream.topics(UUID.randomUUID().toString());
    private final KafkaBroker kafka;
    private final TopicClient client;

    IngestTest(KafkaBroker kafka) {
        this.kafka = kafka;
        this.client = new TopicClient(kafka.bootstrapServers());
    }

    @BeforeEach
    void createTopics() {
        kafka.createTopic(topics.transfers(), 3, Map.of());
        kafka.createTopic(topics.riskScores().orElseThrow(), 1, Map.of());
        kafka.createTopic(topics.deadLetters(), 1, Map.of("max.message.bytes", "60000"));
    }

    @Test
    void everyRecordIsCountedOnceAndTheCountsAddUp() {
        UUID uetr = UUID.randomUUID();
        byte[] twice = Transfers.json(uetr, "OWN1", "FOREIGN1", "10.00", NOW.minusSeconds(5));
        client.send(
                topics.transfers(),
                twice,
                Transfers.json("OWN2", "1.50"),
                twice,
                "not a transfer".getBytes(UTF_8),
                new byte[BankStream.MOST_BYTES + 1],
                Transfers.json(UUID.randomUUID(), "OWN1", "FOREIGN1", "1", NOW.plusSeconds(60)),
                Transfers.json(UUID.randomUUID(), "OWN1", "FOREIGN1", "1", NOW.minusSeconds(3_600)),
                new String(Transfers.json("OWN3", "1.50"), UTF_8)
                        .replace("AAAADEFF", "CCCCDEFF")
                        .getBytes(UTF_8),
                new String(Transfers.json("OWN3", "1.50"), UTF_8)
                        .replace("EUR", "USD")
                        .getBytes(UTF_8),
                null);
        try (BankStream bank = start()) {
            awaitIn(bank, 10);
            WindowStore store = bank.store();
            assertThat(List.of(Counter.IN, Counter.KEPT, Counter.DUPLICATE, Counter.EXPIRED, Counter.DEAD))
                    .extracting(counter -> store.counters().get(counter))
                    .containsExactly(10L, 2L, 1L, 1L, 6L);
            assertThat(contents(store.snapshot(NOW)))
                    .isEqualTo(Map.of("OWN1>FOREIGN1", "1000x1", "OWN2>FOREIGN1", "150x1"));
        }
        assertThat(client.read(topics.deadLetters(), 6))
                .extracting(letter -> TopicClient.header(letter, ErrorHeaders.EXCEPTION_CLASS_NAME)
                        .replaceFirst(".*\\.", ""))
                .containsExactlyInAnyOrder(
                        "MalformedTransferException",
                        "MalformedTransferException",
                        "OversizedTransferException",
                        "FutureDatedTransferException",
                        "ForeignTransferException",
                        "UnratedCurrencyException");
    }

    @Test
    void aDeadLetterIsTheRecordAsReadWithItsOrigin() {
        client.send(topics.transfers(), "{}".getBytes(UTF_8));
        try (BankStream bank = start()) {
            awaitIn(bank, 1);
        }
        ConsumerRecord<byte[], byte[]> letter =
                client.read(topics.deadLetters(), 1).get(0);
        assertThat(letter.value()).isEqualTo("{}".getBytes(UTF_8));
        assertThat(TopicClient.header(letter, ErrorHeaders.TOPIC)).isEqualTo(topics.transfers());
        assertThat(TopicClient.header(letter, ErrorHeaders.OFFSET)).isEqualTo("0");
    }

    @Test
    void aDeadLetterTooLargeForItsTopicIsWrittenWithoutItsValue() {
        client.send(topics.transfers(), new byte[500_000], Transfers.json("OWN1", "1"));
        try (BankStream bank = start()) {
            awaitIn(bank, 2);
            assertThat(bank.store().counters().get(Counter.KEPT)).isEqualTo(1);
        }
        ConsumerRecord<byte[], byte[]> letter =
                client.read(topics.deadLetters(), 1).get(0);
        assertThat(letter.value()).isNull();
        assertThat(TopicClient.header(letter, DeadLetterTopic.OMITTED_BYTES)).isEqualTo("500000");
    }

    @Test
    void aTransferThatOverflowsItsPairIsADeadLetterAndTheOthersCount() {
        String most = "90071992547409.92";
        byte[][] transfers = new byte[1_025][];
        for (int i = 0; i < transfers.length; i++) {
            transfers[i] = Transfers.json("OWN1", most);
        }
        client.send(topics.transfers(), transfers);
        try (BankStream bank = start()) {
            awaitIn(bank, 1_025);
            assertThat(bank.store().counters().get(Counter.KEPT)).isEqualTo(1_023);
            assertThat(bank.store().counters().get(Counter.DEAD)).isEqualTo(2);
        }
    }

    @Test
    void reportedRisksAreTakenInBesideTheTransfers() {
        client.send(topics.transfers(), Transfers.json("OWN1", "1"));
        client.send(
                topics.riskScores().orElseThrow(),
                "{\"account\":\"OWN1\",\"risk\":0.75,\"validFrom\":\"2026-03-01T11:00:00Z\"}".getBytes(UTF_8),
                "{\"account\":\"OWN1\",\"risk\":0.25,\"validFrom\":\"2026-03-01T10:00:00Z\"}".getBytes(UTF_8),
                "{\"account\":\"OWN1\",\"risk\":1.5,\"validFrom\":\"2026-03-01T11:30:00Z\"}".getBytes(UTF_8),
                "{\"account\":\"OWN1\",\"risk\":0.5,\"validFrom\":\"2026-03-01T13:00:00Z\"}".getBytes(UTF_8));
        try (BankStream bank = start()) {
            awaitIn(bank, 1);
            Await.until(() -> bank.store().counters().get(Counter.SCORES_IN) == 4);
            assertThat(List.of(Counter.SCORES_KEPT, Counter.SCORES_STALE, Counter.SCORES_DEAD))
                    .extracting(counter -> bank.store().counters().get(counter))
                    .containsExactly(1L, 1L, 2L);
            assertThat(bank.store().snapshot(NOW).activity(0).reportedRisk()).hasValue(0.75);
        }
    }

    @Test
    void aRestartedNodeReadsOnWhereItStopped() {
        client.send(topics.transfers(), Transfers.stream(1, 500, 20).toArray(byte[][]::new));
        try (BankStream bank = start()) {
            awaitIn(bank, 500);
        }
        client.send(topics.transfers(), Transfers.json("OWN1", "1"));
        try (BankStream bank = start()) {
            awaitIn(bank, 501);
            assertThat(bank.ingest().health().state()).isEqualTo(State.READING);
            assertThat(bank.ingest().missed()).isZero();
        }
    }

    @Test
    void partitionsAddedToATopicAreRead() {
        try (BankStream bank = start()) {
            Await.until(() -> bank.ingest().health().state() == State.READING);
            client.addPartitions(topics.transfers(), 4);
            client.sendTo(topics.transfers(), 3, Transfers.json("OWN1", "1"));
            awaitIn(bank, 1);
        }
    }

    @Test
    void aMissingTopicIsNamedAndWaitedFor() {
        IngestTopics late = BankStream.topics(UUID.randomUUID().toString());
        try (BankStream bank = new BankStream(directory, kafka.bootstrapServers(), late, 100)) {
            // a Kafka that is slow to answer is waited for as well, for another reason
            Await.until(() -> bank.ingest().health().state() == State.WAITING
                    && bank.ingest().health().reason().contains("lacks"));
            assertThat(bank.ingest().health().reason()).contains("lacks", late.transfers());
            late.all().forEach(topic -> kafka.createTopic(topic, 1, Map.of()));
            client.send(late.transfers(), Transfers.json("OWN1", "1"));
            awaitIn(bank, 1);
        }
    }

    @Test
    void monitoringSeesWhatWasCounted() {
        client.send(topics.transfers(), Transfers.json("OWN1", "1"), "malformed".getBytes(UTF_8));
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        try (BankStream bank = start()) {
            IngestMeters.register(registry, bank.ingest(), bank.store());
            awaitIn(bank, 2);
            String scrape = registry.scrape();
            assertThat(scrape)
                    .contains("mistnet_ingest_transfers_total{outcome=\"kept\"} 1.0")
                    .contains("mistnet_ingest_transfers_total{outcome=\"dead\"} 1.0")
                    .contains("mistnet_ingest_up 1.0");
            assertThat(MeterConventions.breaches(scrape)).isEmpty();
        }
    }

    private BankStream start() {
        return new BankStream(directory, kafka.bootstrapServers(), topics, 100);
    }

    private static void awaitIn(BankStream bank, long transfers) {
        Await.until(() -> bank.store().counters().get(Counter.IN) >= transfers);
        assertThat(bank.store().counters().get(Counter.IN)).isEqualTo(transfers);
    }
}
