package io.mistnet.node.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mistnet.node.epoch.EpochResult;
import io.mistnet.node.kafka.KafkaBroker;
import io.mistnet.node.kafka.KillableProducers;
import io.mistnet.node.kafka.KillableProducers.Killed;
import io.mistnet.node.kafka.SharedKafka;
import io.mistnet.node.window.AccountName;
import io.mistnet.node.window.Booking;
import io.mistnet.protocols.propagation.Policy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("slow")
@ExtendWith(SharedKafka.class)
class ExactlyOncePublishingTest {

    private static final Currency EUR = Currency.getInstance("EUR");
    private static final Instant SETTLED = Instant.parse("2026-01-31T12:00:00Z");

    /** What publishing two raised accounts does: begin, flag, alert, flag, alert, epoch, commit. */
    private static final int STEPS = 7;

    private final ObjectMapper json = new ObjectMapper();
    private FlagClients clients;
    private FlagTopics topics;

    @BeforeEach
    void ownTopics(KafkaBroker broker) {
        String name = UUID.randomUUID().toString();
        clients = FlagClients.of(Map.of("bootstrap.servers", broker.bootstrapServers()), name);
        topics = new FlagTopics("flags-" + name, "alerts-" + name);
    }

    static Stream<Arguments> deaths() {
        return IntStream.range(0, STEPS)
                .boxed()
                .flatMap(step -> Stream.of(Arguments.of(step, false), Arguments.of(step, true)));
    }

    @ParameterizedTest(name = "killed at step {0}, after it {1}")
    @MethodSource("deaths")
    void aNodeKilledAtAnyStepLosesNoFlagAndWritesNoneTwice(int step, boolean afterIt) throws Exception {
        try (KillableClients killable = new KillableClients(clients, new KillableProducers<>(step, afterIt))) {
            try (FlagSession session = open(killable)) {
                assertThatThrownBy(() -> session.publish(result(1, "A", "B"))).isInstanceOf(Killed.class);
            }
            // the restarted node knows nothing of the epoch before; the next one brings the same flags, and one more
            try (FlagSession session = open(clients)) {
                session.publish(result(2, "A", "B", "C"));
            }
            assertThat(accounts(topics.alerts())).containsExactlyInAnyOrder("A", "B", "C");
            assertThat(accounts(topics.flags())).containsExactlyInAnyOrder("A", "B", "C");
        }
    }

    @Test
    void anEpochIsPublishedOnceHoweverOftenItIsHandedIn() throws Exception {
        try (FlagSession session = open(clients)) {
            assertThat(session.publish(result(1, "A"))).isPresent();
            assertThat(session.publish(result(1, "A", "B"))).isEmpty();
        }
        try (FlagSession session = open(clients)) {
            assertThat(session.lastEpoch()).isEqualTo(1);
            assertThat(session.publish(result(1, "A", "B"))).isEmpty();
            assertThat(session.publish(result(2, "A")))
                    .map(Publication::changed)
                    .contains(0);
        }
        assertThat(accounts(topics.flags())).containsExactly("A");
    }

    @Test
    void aSecondNodeOfTheInstitutionFencesTheFirst() throws Exception {
        try (FlagSession first = open(clients);
                FlagSession second = open(clients)) {
            second.publish(result(1, "A"));
            assertThatThrownBy(() -> first.publish(result(1, "A"))).isInstanceOf(KafkaException.class);
        }
        assertThat(accounts(topics.alerts())).containsExactly("A");
    }

    @Test
    void aFlagAndItsAlertStandInKafkaAsTheInterfaceSays() throws Exception {
        try (FlagSession session = open(clients)) {
            session.publish(result(3, "A"));
            session.publish(result(4));
        }
        List<ConsumerRecord<String, String>> flags = read(topics.flags());
        assertThat(flags).extracting(ConsumerRecord::key).containsExactly("A", "A");
        assertThat(json.readTree(flags.get(0).value()))
                .isEqualTo(json.readTree("{\"account\":\"A\",\"epoch\":3,\"rule\":\"weighted\",\"flag\":true}"));
        assertThat(json.readTree(flags.get(1).value()).get("flag").booleanValue())
                .isFalse();

        JsonNode alert = json.readTree(read(topics.alerts()).get(0).value());
        assertThat(alert.get("epoch").longValue()).isEqualTo(3);
        assertThat(alert.get("incoming")).hasSize(1);
        assertThat(alert.get("outgoing")).isEmpty();
        JsonNode incoming = alert.get("incoming").get(0);
        assertThat(incoming.get("instructedAmount"))
                .isEqualTo(json.readTree("{\"amount\":\"12.34\",\"currency\":\"EUR\"}"));
        assertThat(incoming.get("debtorAccount").textValue()).isEqualTo("PAYER");
    }

    @Test
    void theTopicOfFlagsIsCompacted(KafkaBroker broker) throws Exception {
        open(clients).close();
        try (var admin = clients.admin()) {
            var resource = new ConfigResource(ConfigResource.Type.TOPIC, topics.flags());
            var config = admin.describeConfigs(List.of(resource)).all().get().get(resource);
            assertThat(config.get("cleanup.policy").value()).isEqualTo("compact");
        }
    }

    private FlagSession open(FlagClients some) {
        return FlagSession.open(some, topics, Policy.defaults(), EUR);
    }

    private static EpochResult result(long epoch, String... flagged) {
        double[] values = new double[flagged.length];
        Arrays.fill(values, 1);
        return new EpochResult(
                epoch, Instant.EPOCH, true, List.of(flagged), values, ExactlyOncePublishingTest::history);
    }

    private static Map<String, List<Booking>> history(Set<String> accounts) {
        return accounts.stream()
                .collect(Collectors.toMap(
                        account -> account,
                        account -> List.of(new Booking(
                                UUID.randomUUID(),
                                new AccountName("PAYER", "BANKDEFF"),
                                new AccountName(account, "BANKFRPP"),
                                1234,
                                SETTLED))));
    }

    private List<String> accounts(String topic) {
        return read(topic).stream().map(ConsumerRecord::key).toList();
    }

    /** All committed records of a topic, once no transaction is pending: a commit is answered before its last mark is written. */
    private List<ConsumerRecord<String, String>> read(String topic) {
        try (Producer<String, String> next = clients.producer()) {
            next.initTransactions();
        }
        try (Consumer<String, String> consumer = clients.consumer()) {
            List<TopicPartition> partitions = Optional.ofNullable(consumer.partitionsFor(topic)).orElseThrow().stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            List<ConsumerRecord<String, String>> records = new ArrayList<>();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
            return records;
        }
    }
}
