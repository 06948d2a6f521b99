package io.mistnet.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.mistnet.node.http.MeterConventions;
import io.mistnet.node.kafka.InOrder;
import io.mistnet.node.kafka.KafkaBroker;
import io.mistnet.node.kafka.SharedKafka;
import io.mistnet.node.trial.TrialFolder;
import io.mistnet.node.trial.TrialNetwork;
import io.mistnet.node.trial.Trials;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Four banks, three of which compute, each in a process of its own, with a real Kafka. bank-2 is P0, bank-3 P1, bank-1 P2. */
@Tag("slow")
@ExtendWith(SharedKafka.class)
class NetworkOfProcessesTest {

    private static final int BANKS = 4;
    private static final String SOURCE = "SOURCE0001";

    @TempDir
    Path folder;

    private final Map<String, NodeProcess> nodes = new HashMap<>();
    private TrialNetwork trial;
    private TrialFolder files;
    private String kafka;
    private KafkaProducer<String, String> producer;

    @BeforeEach
    void start(KafkaBroker broker) throws Exception {
        kafka = broker.bootstrapServers();
        trial = Trials.ofBanks(BANKS);
        files = new TrialFolder(folder, new SecureRandom());
        files.write(trial, kafka);
        producer = new KafkaProducer<>(
                InOrder.settings(Map.of("bootstrap.servers", kafka)), new StringSerializer(), new StringSerializer());
        // the broker is shared by tests: each network has topics of its own
        String network = UUID.randomUUID().toString().substring(0, 8);
        for (int bank = 1; bank <= BANKS; bank++) {
            Files.writeString(
                    files.nodeConfig("bank-" + bank), """

                    mistnet.kafka.prefix = "%s.bank-%d."
                    mistnet.kafka.topics.risk-scores = "mistnet.risk-scores"
                    """.formatted(network, bank), StandardOpenOption.APPEND);
            broker.createTopic(topic(network, bank, "transfers"), 1, Map.of());
            broker.createTopic(topic(network, bank, "risk-scores"), 1, Map.of());
            broker.createTopic(topic(network, bank, "dead-letters"), 1, Map.of());
        }
        this.network = network;
        for (int bank = 1; bank <= BANKS; bank++) {
            start("bank-" + bank);
        }
        nodes.values().forEach(node -> await(node::isReady));
    }

    private String network;

    @AfterEach
    void stopAll() {
        producer.close();
        nodes.values().forEach(NodeProcess::close);
    }

    @Test
    void everyFlagIsRaisedOnceThoughABankAndAComputeNodeAreKilledUnderLoad() throws Exception {
        score(1, SOURCE, 1.0);
        List<String> mules =
                IntStream.range(0, 12).mapToObj("MULE%04d"::formatted).toList();
        pay(mules.subList(0, 4));
        await(() -> flagged().containsAll(mules.subList(0, 4)));

        pay(mules.subList(4, 6));
        nodes.remove("bank-4").kill();
        pay(mules.subList(6, 8));
        start("bank-4");
        await(() -> flagged().containsAll(mules.subList(0, 8)));

        pay(mules.subList(8, 10));
        nodes.remove("bank-1").kill();
        pay(mules.subList(10, 12));
        start("bank-1");
        await(() -> flagged().containsAll(mules));

        assertThat(read("risk-flags")).extracting(ConsumerRecord::key).containsExactlyInAnyOrderElementsOf(mules);
        assertThat(read("alerts")).extracting(ConsumerRecord::key).containsExactlyInAnyOrderElementsOf(mules);
        assertThat(read("alerts")).allSatisfy(alert -> assertThat(alert.value()).contains(SOURCE));
    }

    @Test
    void aNodeToldToStopEndsAndItsMetersKeepToTheConventions() throws Exception {
        await(() -> nodes.get("bank-2").metrics().contains("mistnet_epoch_attempts_total{outcome=\"released\"}"));
        assertThat(MeterConventions.breaches(nodes.get("bank-2").metrics())).isEmpty();
        assertThat(nodes.get("bank-3").stop()).isTrue();
        assertThat(Files.readString(files.nodeConfig("bank-3").resolveSibling("node.log")))
                .contains("stopped");
    }

    private void start(String institution) throws Exception {
        nodes.put(
                institution,
                new NodeProcess(files.nodeConfig(institution), trial.plan().httpPort(institution)));
    }

    private void score(int bank, String account, double risk) {
        send(
                bank,
                "risk-scores",
                account,
                "{\"account\":\"%s\",\"risk\":%s,\"validFrom\":\"%s\"}"
                        .formatted(account, risk, Instant.now().minusSeconds(60)));
    }

    /** The source at bank-1 pays mules at bank-4; each bank hears of it by its own Kafka. */
    private void pay(List<String> mules) {
        for (String mule : mules) {
            score(4, mule, 0.4);
            String transfer = """
                    {"uetr":"%s","instructedAmount":{"amount":"2900.00","currency":"EUR"},\
                    "debtorAccount":"%s","debtorAgent":"%s","creditorAccount":"%s","creditorAgent":"%s",\
                    "settlementTime":"%s"}""".formatted(UUID.randomUUID(), SOURCE, bic(1), mule, bic(4), Instant.now());
            send(1, "transfers", SOURCE, transfer);
            send(4, "transfers", mule, transfer);
        }
        producer.flush();
    }

    private String bic(int bank) {
        return trial.network().institution("bank-" + bank).bics().get(0);
    }

    private void send(int bank, String name, String key, String value) {
        var unused = producer.send(new ProducerRecord<>(topic(network, bank, name), key, value));
    }

    private static String topic(String network, int bank, String name) {
        return "%s.bank-%d.mistnet.%s".formatted(network, bank, name);
    }

    private List<String> flagged() {
        return read("risk-flags").stream()
                .filter(record -> record.value().contains("\"flag\":true"))
                .map(ConsumerRecord::key)
                .toList();
    }

    /** All committed records of a topic of bank-4. */
    private List<ConsumerRecord<String, String>> read(String name) {
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", kafka, "isolation.level", "read_committed", "enable.auto.commit", "false"),
                new StringDeserializer(),
                new StringDeserializer())) {
            TopicPartition partition = new TopicPartition(topic(network, 4, name), 0);
            long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            List<ConsumerRecord<String, String>> records = new ArrayList<>();
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
            return records;
        }
    }

    private static void await(BooleanSupplier condition) {
        Instant end = Instant.now().plusSeconds(90);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).as("in time").isBefore(end);
            try {
                Thread.sleep(200);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
