package io.mistnet.node.payee;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.mistnet.connectors.deadletter.ErrorHeaders;
import io.mistnet.node.http.Health.State;
import io.mistnet.node.ingest.IngestSettings.Retry;
import io.mistnet.node.kafka.KafkaBroker;
import io.mistnet.node.kafka.KillableProducers;
import io.mistnet.node.kafka.SharedKafka;
import io.mistnet.node.lookup.Asking;
import io.mistnet.node.lookup.ListedRecords;
import io.mistnet.node.lookup.LookupAnswer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("slow")
@ExtendWith(SharedKafka.class)
class PayeeChecksTest {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final String MULE = "DE89370400440532013000";
    private static final String GOOD = "FR1420041010050500013M02606";
    private static final String OTHER = "NL91ABNA0417164300";

    /** What publishing the results of two checks does: begin, result, result, offsets, commit. */
    private static final int STEPS = 5;

    private final ListedRecords records = new ListedRecords();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    PayeeChecksTest() {
        records.set(ListedRecords.iban(MULE), ListedRecords.record("police", "2026-17", "desk 4"));
    }

    @Test
    void everyCheckHasItsResultUnderItsKey(KafkaBroker broker) throws Exception {
        CheckTopics topics = new CheckTopics(broker, 1);
        topics.ask("payment-1", "{\"checkId\":\"1\",\"type\":\"iban\",\"selector\":\"" + MULE + "\"}");
        topics.ask(null, "{\"uetr\":\"2\",\"creditorAccount\":\"" + GOOD + "\"}");
        records.set(ListedRecords.iban(OTHER), new LookupAnswer(List.of(), 1));
        topics.ask("payment-3", "{\"creditorAccount\":\"" + OTHER + "\"}");
        try (PayeeChecks checks = start(topics, topics.clients, 10)) {
            List<ConsumerRecord<byte[], byte[]>> results = topics.results(3);
            assertThat(results).hasSize(3);
            assertThat(new String(results.get(0).key(), UTF_8)).isEqualTo("payment-1");
            assertThat(CheckTopics.json(results.get(0))).isEqualTo(expected("""
                    {"checkId":"1","found":true,"records":[{"institution":"police","category":"MULE_ACCOUNT","date":"2026-03-01",
                    "caseReference":"2026-17","contact":"desk 4"}],"checkedAt":"2026-03-01T10:00:00Z"}"""));
            assertThat(results.get(1).key()).isNull();
            assertThat(CheckTopics.json(results.get(1))).isEqualTo(expected("""
                    {"checkId":"2","found":false,"records":[],"checkedAt":"2026-03-01T10:00:00Z"}"""));
            assertThat(CheckTopics.json(results.get(2))).isEqualTo(expected("""
                    {"checkId":"0:2","found":true,"records":[],"unreadable":1,"checkedAt":"2026-03-01T10:00:00Z"}"""));
            assertThat(checks.health().health().state()).isEqualTo(State.UP);
            // they are counted once their results are there for all to see
            CheckTopics.until(() -> count("found") + count("not_found") >= 3);
            assertThat(count("found")).isEqualTo(2);
            assertThat(count("not_found")).isEqualTo(1);
        }
    }

    @Test
    void manyChecksGoIntoFewLookupsAndAPayeeIsLookedUpOnceInEach(KafkaBroker broker) {
        CheckTopics topics = new CheckTopics(broker, 1);
        topics.askFor(
                IntStream.range(0, 250).mapToObj(i -> i % 2 == 0 ? MULE : GOOD).toList());
        try (PayeeChecks checks = start(topics, topics.clients, 100)) {
            assertThat(topics.idsOfResults(250))
                    .containsExactlyElementsOf(
                            IntStream.range(0, 250).mapToObj(Integer::toString).toList());
            assertThat(records.asked())
                    .hasSizeBetween(3, 10)
                    .allSatisfy(batch -> assertThat(batch).doesNotHaveDuplicates());
            assertThat(checks.health().health().state()).isEqualTo(State.UP);
        }
    }

    @Test
    void whatIsNoCheckBecomesADeadLetterAndHoldsNothingUp(KafkaBroker broker) {
        CheckTopics topics = new CheckTopics(broker, 1);
        topics.ask("a", "no JSON");
        topics.ask("b", "{\"checkId\":\"b\",\"creditorAccount\":\"" + MULE + "\"}");
        topics.ask("c", "{\"creditorAccount\":\"DE00370400440532013000\"}");
        try (PayeeChecks checks = start(topics, topics.clients, 10)) {
            assertThat(topics.idsOfResults(1)).containsExactly("b");
            List<ConsumerRecord<byte[], byte[]>> letters = topics.deadLetters(2);
            assertThat(letters)
                    .extracting(letter -> new String(letter.key(), UTF_8))
                    .containsExactly("a", "c");
            assertThat(letters.get(0).value()).isEqualTo("no JSON".getBytes(UTF_8));
            assertThat(reason(letters.get(0))).isEqualTo("record: expected a JSON object");
            assertThat(reason(letters.get(1))).startsWith("iban: ").doesNotContain("DE00370400440532013000");
            assertThat(checks.health().health().state()).isEqualTo(State.UP);
            CheckTopics.until(() -> count("dead") == 2);
        }
    }

    @Test
    void whileHoldersAreAwayChecksWaitAndAfterwardsEachIsAnsweredOnce(KafkaBroker broker) {
        CheckTopics topics = new CheckTopics(broker, 3);
        records.leave("2 holders of the lookup's key are needed");
        topics.askFor(List.of(MULE, GOOD));
        try (PayeeChecks checks = start(topics, topics.clients, 10)) {
            CheckTopics.until(() -> records.asked().size() > 3);
            assertThat(checks.health().health().state()).isEqualTo(State.DOWN);
            assertThat(checks.health().health().detail())
                    .contains("AWAY")
                    .contains("2 holders of the lookup's key are needed");
            topics.ask("2", "{\"checkId\":\"2\",\"creditorAccount\":\"" + OTHER + "\"}");
            assertThat(topics.results(0)).isEmpty();

            records.comeBack();
            assertThat(topics.idsOfResults(3)).containsExactlyInAnyOrder("0", "1", "2");
            CheckTopics.until(() -> checks.health().health().state() == State.UP);
        }
    }

    @Test
    @SuppressWarnings("try") // they run while the block does
    void aNodeStoppedWhileItWaitsForHoldersLeavesTheChecksToTheNext(KafkaBroker broker) {
        CheckTopics topics = new CheckTopics(broker, 1);
        records.leave("away");
        topics.askFor(List.of(MULE, GOOD));
        try (PayeeChecks checks = start(topics, topics.clients, 10)) {
            CheckTopics.until(() -> !records.asked().isEmpty());
        }
        records.comeBack();
        try (PayeeChecks checks = start(topics, topics.clients, 10)) {
            assertThat(topics.idsOfResults(2)).containsExactly("0", "1");
        }
        int lookups = records.asked().size();
        try (PayeeChecks checks = start(topics, topics.clients, 10)) {
            topics.ask("2", "{\"checkId\":\"2\",\"creditorAccount\":\"" + OTHER + "\"}");
            assertThat(topics.idsOfResults(3)).containsExactly("0", "1", "2");
        }
        assertThat(records.asked()).hasSize(lookups + 1);
    }

    static Stream<Arguments> deaths() {
        return IntStream.range(0, STEPS)
                .boxed()
                .flatMap(step -> Stream.of(Arguments.of(step, false), Arguments.of(step, true)));
    }

    @ParameterizedTest(name = "killed at step {0}, after it {1}")
    @MethodSource("deaths")
    @SuppressWarnings("try") // they run while the block does
    void aNodeKilledBetweenLookupAndCommitLosesNoCheckAndAnswersNoneTwice(int step, boolean afterIt, KafkaBroker broker)
            throws Exception {
        CheckTopics topics = new CheckTopics(broker, 1);
        topics.askFor(List.of(MULE, GOOD));
        try (KillableCheckClients killable =
                new KillableCheckClients(topics.clients, new KillableProducers<>(step, afterIt))) {
            try (CheckSession session = CheckSession.open(killable, topics.names)) {
                CheckBatch batch = gathered(session, 2);
                PayeeResults results = new PayeeResults(topics.names.results());
                PatientLookup lookup = new PatientLookup(records, settings(10), (attempt, reason) -> {});
                var of = results.of(batch, lookup.answers(batch.selectors()), NOW);
                assertThatThrownBy(() -> session.publish(batch.records(), of))
                        .isInstanceOf(KillableProducers.Killed.class);
            }
            topics.ask("2", "{\"checkId\":\"2\",\"creditorAccount\":\"" + OTHER + "\"}");
            try (PayeeChecks checks = start(topics, topics.clients, 10)) {
                assertThat(topics.idsOfResults(3)).containsExactly("0", "1", "2");
            }
        }
    }

    @Test
    @SuppressWarnings("try") // they run while the block does
    void aSecondNodeOfTheBankFencesTheFirst(KafkaBroker broker) {
        CheckTopics topics = new CheckTopics(broker, 1);
        topics.askFor(List.of(MULE, GOOD));
        try (CheckSession first = CheckSession.open(topics.clients, topics.names)) {
            CheckBatch batch = gathered(first, 2);
            try (PayeeChecks second = start(topics, topics.clients, 10)) {
                assertThat(topics.idsOfResults(2)).containsExactly("0", "1");
                assertThatThrownBy(() -> first.publish(batch.records(), List.of()))
                        .isInstanceOf(KafkaException.class);
            }
        }
        assertThat(topics.idsOfResults(2)).containsExactly("0", "1");
    }

    @Test
    void thePositionIsCommittedEvenWhereNothingIsAskedSoThatItDoesNotExpire(KafkaBroker broker) {
        CheckTopics topics = new CheckTopics(broker, 2);
        try (PayeeChecks checks = start(topics, topics.clients, 10);
                Consumer<byte[], byte[]> consumer = topics.clients.consumer()) {
            Set<TopicPartition> partitions =
                    Set.of(new TopicPartition(topics.names.checks(), 0), new TopicPartition(topics.names.checks(), 1));
            CheckTopics.until(() -> consumer.committed(partitions).values().stream()
                    .allMatch(committed -> committed != null && committed.offset() == 0));
            assertThat(checks.health().health().state()).isEqualTo(State.UP);
        }
    }

    @Test
    void aMissingTopicIsNamedAndWaitedFor(KafkaBroker broker) {
        CheckTopics topics = new CheckTopics(broker, 1);
        PayeeTopics names = new PayeeTopics("later-" + topics.names.checks(), topics.names.results(), "dead");
        try (PayeeChecks checks = new PayeeChecks(
                topics.clients, names, topics.kafka, settings(10), records, meters, InstantSource.fixed(NOW))) {
            checks.start();
            CheckTopics.until(() -> checks.health().health().detail().contains(names.checks()));
            assertThat(checks.health().health().state()).isEqualTo(State.DOWN);
            broker.createTopic(names.checks(), 1, Map.of());
            CheckTopics.until(() -> checks.health().health().state() == State.UP);
        }
    }

    private CheckBatch gathered(CheckSession session, int checks) {
        List<ConsumerRecord<byte[], byte[]>> gathered = new ArrayList<>();
        CheckTopics.until(() -> {
            gathered.addAll(session.gather(checks, Duration.ofMillis(100), Duration.ZERO));
            return gathered.size() == checks;
        });
        return CheckBatch.of(gathered, new PayeeCheckReader());
    }

    private PayeeChecks start(CheckTopics topics, CheckClients clients, int batch) {
        PayeeChecks checks = new PayeeChecks(
                clients, topics.names, topics.kafka, settings(batch), records, meters, InstantSource.fixed(NOW));
        checks.start();
        return checks;
    }

    private static PayeeSettings settings(int batch) {
        return new PayeeSettings(
                new Asking("node", "payee-checks", "contract"),
                batch,
                Duration.ofMillis(100),
                Duration.ofSeconds(5),
                Duration.ofMillis(500),
                new Retry(Duration.ofMillis(20), Duration.ofMillis(100)));
    }

    private double count(String outcome) {
        return meters.counter("mistnet.payee.checks", "outcome", outcome).count();
    }

    private static String reason(ConsumerRecord<byte[], byte[]> letter) {
        return new String(
                letter.headers().lastHeader(ErrorHeaders.EXCEPTION_MESSAGE).value(), UTF_8);
    }

    private static JsonNode expected(String json) throws Exception {
        return new ObjectMapper().readTree(json);
    }
}
