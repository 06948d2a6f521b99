package io.mistnet.node.alert.intake;

import static io.mistnet.node.alert.intake.AlertTopic.alert;
import static io.mistnet.node.alert.intake.AlertTopic.until;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.mistnet.connectors.deadletter.ErrorHeaders;
import io.mistnet.node.alert.Alert;
import io.mistnet.node.alert.AlertFilter;
import io.mistnet.node.alert.AlertOrder;
import io.mistnet.node.alert.AlertQueue;
import io.mistnet.node.http.Health.State;
import io.mistnet.node.http.MeterConventions;
import io.mistnet.node.kafka.KafkaBroker;
import io.mistnet.node.kafka.SharedKafka;
import io.mistnet.node.relational.DatabaseSettings;
import io.mistnet.node.relational.RelationalDatabase;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(SharedKafka.class)
final class AlertIntakeTest {

    private static final String ACCOUNT = "DE89370400440532013000";
    private static final String OTHER = "DE75512108001245126199";

    @TempDir
    Path folder;

    private final PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private RelationalDatabase database;

    @BeforeEach
    void open() throws Exception {
        database = RelationalDatabase.open(DatabaseSettings.embedded(folder));
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void everyAlertOfAllPartitionsIsTakenInOnce(KafkaBroker broker) {
        AlertTopic topic = new AlertTopic(broker, 3);
        topic.write(IntStream.range(0, 200).mapToObj(i -> alert("ACC" + i, 7)).toArray(String[]::new));
        try (AlertIntake intake = start(topic)) {
            until(() -> alerts().size() == 200);
            topic.write(alert("ACC7", 7), alert("ACC7", 8), alert(ACCOUNT, 8));
            until(() -> count("known") == 1 && count("joined") == 1 && count("new") == 201);
            assertThat(intake.health().health().state()).isEqualTo(State.UP);
        }
        assertThat(alerts()).hasSize(201);
        assertThat(taken("ACC7").occurrences()).isEqualTo(2);
        assertThat(MeterConventions.breaches(meters.scrape())).isEmpty();
    }

    @Test
    void aRestartGoesOnBehindWhatWasTakenIn(KafkaBroker broker) {
        AlertTopic topic = new AlertTopic(broker, 1);
        topic.write(alert(ACCOUNT, 7));
        try (AlertIntake intake = start(topic)) {
            until(() -> alerts().size() == 1);
        }
        topic.write(alert(OTHER, 7));
        try (AlertIntake intake = start(topic)) {
            until(() -> alerts().size() == 2);
        }
        assertThat(count("new")).isEqualTo(2);
        assertThat(count("known")).isZero();
    }

    @Test
    void whatThePublisherUndidIsNotTakenIn(KafkaBroker broker) {
        AlertTopic topic = new AlertTopic(broker, 1);
        topic.writeTogether(false, alert(ACCOUNT, 7));
        topic.writeTogether(true, alert(OTHER, 7));
        try (AlertIntake intake = start(topic)) {
            until(() -> alerts().size() == 1);
            assertThat(alerts().get(0).accountNumber()).isEqualTo(OTHER);
            until(() -> meters.get("mistnet.alerts.waiting").gauge().value() == 0);
        }
    }

    @Test
    void whatIsNoAlertBecomesADeadLetterAndHoldsNothingUp(KafkaBroker broker) {
        AlertTopic topic = new AlertTopic(broker, 1);
        topic.write("no JSON", null, alert("DE00370400440532013000", 7), alert(ACCOUNT, 7));
        try (AlertIntake intake = start(topic)) {
            until(() -> alerts().size() == 1);
            List<ConsumerRecord<byte[], byte[]>> letters = topic.deadLetters(3);
            assertThat(letters).hasSize(3);
            assertThat(letters.get(0).value()).isEqualTo("no JSON".getBytes(UTF_8));
            assertThat(reason(letters.get(0))).isEqualTo("record: expected a JSON object");
            assertThat(reason(letters.get(2))).startsWith("account: ").doesNotContain("3704");
            until(() -> count("dead") == 3);
            assertThat(intake.health().health().state()).isEqualTo(State.UP);
        }
    }

    @Test
    void aMissingTopicIsNamedAndWaitedFor(KafkaBroker broker) {
        AlertTopic topic = new AlertTopic(broker, 1);
        topic.delete();
        try (AlertIntake intake = start(topic)) {
            until(() -> intake.health().health().detail().contains("lacks the topic " + topic.name));
            assertThat(intake.health().health().state()).isEqualTo(State.DOWN);
            topic.create(1);
            until(() -> intake.health().health().state() == State.UP);
            topic.write(alert(ACCOUNT, 7));
            until(() -> alerts().size() == 1);
        }
    }

    @Test
    void partitionsThatAreAddedAreReadToo(KafkaBroker broker) {
        AlertTopic topic = new AlertTopic(broker, 1);
        try (AlertIntake intake = start(topic)) {
            until(() -> intake.health().health().state() == State.UP);
            topic.addPartitions(4);
            topic.write(
                    IntStream.range(0, 100).mapToObj(i -> alert("ACC" + i, 7)).toArray(String[]::new));
            until(() -> alerts().size() == 100);
        }
    }

    @Test
    void aTopicMadeAnewIsReadFromItsBeginningAndWhatWasTakenInStaysOnce(KafkaBroker broker) {
        AlertTopic topic = new AlertTopic(broker, 1);
        topic.write(alert(ACCOUNT, 7), alert(ACCOUNT, 8), alert(ACCOUNT, 9));
        try (AlertIntake intake = start(topic)) {
            until(() -> count("joined") == 2);
        }
        topic.delete();
        topic.create(1);
        topic.write(alert(ACCOUNT, 9), alert(ACCOUNT, 10));
        try (AlertIntake intake = start(topic)) {
            until(() -> count("joined") == 3);
        }
        assertThat(taken(ACCOUNT).occurrences()).isEqualTo(4);
        assertThat(count("known")).isEqualTo(1);
    }

    /** Each table stands for a step of the transaction: whichever fails, none of it was done. */
    @ParameterizedTest
    @ValueSource(strings = {"alert_occurrences", "alert_transfers", "alert_intake"})
    void whileTheDatabaseFailsAlertsWaitAndAfterwardsEachCountsOnce(String table, KafkaBroker broker) {
        AlertTopic topic = new AlertTopic(broker, 1);
        topic.write(alert(ACCOUNT, 7));
        try (AlertIntake intake = start(topic)) {
            until(() -> alerts().size() == 1);
            execute("ALTER TABLE %s RENAME TO gone".formatted(table));
            topic.write(alert(OTHER, 7));
            until(() -> intake.health().health().state() == State.DOWN);
            until(() -> meters.get("mistnet.alerts.failures").counter().count() >= 2);
            assertThat(alerts()).hasSize(1);
            execute("ALTER TABLE gone RENAME TO %s".formatted(table));
            until(() -> alerts().size() == 2);
            until(() -> intake.health().health().state() == State.UP);
        }
        assertThat(count("new")).isEqualTo(2);
    }

    @Test
    @Tag("slow")
    void whileKafkaIsAwayItWaitsAndAfterwardsGoesOn(@TempDir Path kafka) {
        try (KafkaBroker broker = new KafkaBroker(kafka)) {
            broker.start();
            AlertTopic topic = new AlertTopic(broker, 1);
            topic.write(alert(ACCOUNT, 7));
            try (AlertIntake intake = start(topic)) {
                until(() -> alerts().size() == 1);
                broker.stop();
                until(() -> intake.health().health().state() == State.DOWN);
                broker.start();
                topic.write(alert(OTHER, 7));
                until(() -> alerts().size() == 2);
                until(() -> intake.health().health().state() == State.UP);
            }
        }
    }

    private AlertIntake start(AlertTopic topic) {
        AlertIntake intake = new AlertIntake(topic.settings, database, meters, InstantSource.system());
        intake.start();
        return intake;
    }

    private List<Alert> alerts() {
        return new AlertQueue(database)
                .page(AlertFilter.none(), AlertOrder.OLDEST, Optional.empty(), 1000)
                .alerts();
    }

    private Alert taken(String account) {
        return alerts().stream()
                .filter(alert -> alert.accountNumber().equals(account))
                .findFirst()
                .orElseThrow();
    }

    private double count(String outcome) {
        return meters.get("mistnet.alerts.received")
                .tag("outcome", outcome)
                .counter()
                .count();
    }

    private void execute(String sql) {
        database.inTransaction(handle -> handle.execute(sql));
    }

    private static String reason(ConsumerRecord<byte[], byte[]> letter) {
        return new String(
                letter.headers().lastHeader(ErrorHeaders.EXCEPTION_MESSAGE).value(), UTF_8);
    }
}
