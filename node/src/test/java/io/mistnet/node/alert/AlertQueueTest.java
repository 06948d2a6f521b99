package io.mistnet.node.alert;

import static io.mistnet.node.alert.RaisedAlerts.NOW;
import static io.mistnet.node.alert.RaisedAlerts.raised;
import static io.mistnet.node.alert.RaisedAlerts.take;
import static org.assertj.core.api.Assertions.assertThat;

import io.mistnet.node.access.Person;
import io.mistnet.node.relational.OnEveryDatabase;
import io.mistnet.node.relational.RelationalDatabase;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The queue, held against the same alerts in a list. */
@OnEveryDatabase
final class AlertQueueTest {

    private static final int ALERTS = 120;
    private static final Person ANN = new Person("ann", "Ann");
    private static final Person BEN = new Person("b'en", "Ben");

    private final Random random = new Random(5);
    private RelationalDatabase database;
    private AlertQueue queue;
    private List<Alert> all;

    @BeforeEach
    void fill(RelationalDatabase empty) {
        database = empty;
        queue = new AlertQueue(database);
        AlertWork work = work();
        AlertRepository repository = new AlertRepository(database);
        all = new ArrayList<>();
        for (int i = 0; i < ALERTS; i++) {
            // few different risks and times, so that many alerts are equal in the order
            double risk = random.nextInt(5) / 4.0;
            Instant at = NOW.minus(Duration.ofHours(random.nextInt(20)));
            String rule = random.nextBoolean() ? "weighted" : "taint";
            String account = "ACC%%_%04d".formatted(i);
            take(database, raised(account, i, rule, Measure.SCORE, risk, at));
            long id = RaisedAlerts.openAlert(database, account);
            int fate = random.nextInt(4);
            if (fate == 1) {
                work.assign(id, 1, ANN, ANN);
            } else if (fate == 2) {
                work.assign(id, 1, ANN, BEN);
            } else if (fate == 3) {
                work.close(id, 1, BEN, Disposition.FALSE_ALARM, Optional.empty());
            }
            all.add(repository.alert(id).orElseThrow());
        }
    }

    @ParameterizedTest
    @EnumSource(AlertOrder.class)
    void pagesInTurnHoldEveryAlertOnceInOrder(AlertOrder order) {
        for (int size : List.of(1, 7, 50, ALERTS, ALERTS + 1)) {
            assertThat(pages(AlertFilter.none(), order, size))
                    .containsExactlyElementsOf(expected(order, alert -> true));
        }
    }

    @ParameterizedTest
    @EnumSource(AlertOrder.class)
    void everyFilterShowsWhatMatchesAndNothingElse(AlertOrder order) {
        assertShown(order, AlertFilter.toDo(), alert -> !alert.isClosed());
        for (AlertState state : AlertState.values()) {
            assertShown(order, in(Set.of(state)), alert -> alert.state() == state);
        }
        assertShown(
                order,
                filter(
                        Optional.of("b'en"),
                        Optional.empty(),
                        OptionalDouble.empty(),
                        Optional.empty(),
                        Optional.empty()),
                alert -> alert.assignee().equals(Optional.of(BEN)));
        assertShown(
                order,
                filter(
                        Optional.of("ann"),
                        Optional.of("taint"),
                        OptionalDouble.of(0.5),
                        Optional.of(NOW.minus(Duration.ofHours(12))),
                        Optional.of(NOW.minus(Duration.ofHours(3)))),
                alert -> alert.assignee().equals(Optional.of(ANN))
                        && alert.rule().equals("taint")
                        && alert.risk() >= 0.5
                        && !alert.raisedAt().isBefore(NOW.minus(Duration.ofHours(12)))
                        && alert.raisedAt().isBefore(NOW.minus(Duration.ofHours(3))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"acc%_0007", " 0 0 0 7", "01", "ACC", "%", "_", "!", "' OR '1'='1", "<b>", "é", "\0"})
    void aPartOfAnAccountNumberFindsItAsItStands(String text) {
        String compact = text.replaceAll("\\s", "").toUpperCase(Locale.ROOT);
        assertShown(
                AlertOrder.RISK, account(text), alert -> alert.accountNumber().contains(compact));
    }

    @Test
    void textsThatNoAccountHasFindNothing() {
        for (String text :
                List.of("x".repeat(35), "x".repeat(100_000), "'; DROP TABLE alerts; --", "\0", "ACC\u0000")) {
            assertThat(queue.page(account(text), AlertOrder.RISK, Optional.empty(), 10))
                    .isEqualTo(new QueuePage(List.of(), Optional.empty()));
        }
    }

    private AlertWork work() {
        InstantSource clock = InstantSource.fixed(NOW);
        return new AlertWork(database, clock, new AlertCounter(database, clock));
    }

    @Test
    void theNextPageIsTheSameThoughAlertsOfThePageBeforeLeftOrCame() {
        QueuePage first = queue.page(AlertFilter.toDo(), AlertOrder.RISK, Optional.empty(), 20);
        QueuePage second = queue.page(AlertFilter.toDo(), AlertOrder.RISK, first.next(), 20);
        AlertWork work = work();
        for (Alert alert : first.alerts()) {
            work.close(alert.id(), alert.version(), ANN, Disposition.FALSE_ALARM, Optional.empty());
        }
        take(database, raised("NEW", 1, "weighted", Measure.SCORE, 1.5, NOW));

        assertThat(queue.page(AlertFilter.toDo(), AlertOrder.RISK, first.next(), 20))
                .isEqualTo(second);
    }

    @Test
    void positionsAreReadAsTheyWereWritten() {
        for (Alert alert : all) {
            AlertCursor cursor = AlertCursor.behind(alert);
            assertThat(AlertCursor.parse(cursor.text())).contains(cursor);
        }
        AlertCursor small = new AlertCursor(1e-6, NOW, 1);
        assertThat(AlertCursor.parse(small.text())).contains(small);
        for (String text : List.of(
                "",
                "_",
                "1_2",
                "1_2_3_4",
                "-1_2_3",
                "1_2_-3",
                "NaN_1_1",
                "1_2_99999999999999999999",
                "1.._1_1",
                "' OR 1")) {
            assertThat(AlertCursor.parse(text)).isEmpty();
        }
    }

    private void assertShown(AlertOrder order, AlertFilter filter, Predicate<Alert> matches) {
        assertThat(pages(filter, order, 13)).containsExactlyElementsOf(expected(order, matches));
    }

    private List<Alert> pages(AlertFilter filter, AlertOrder order, int size) {
        List<Alert> shown = new ArrayList<>();
        Optional<AlertCursor> after = Optional.empty();
        do {
            QueuePage page = queue.page(filter, order, after, size);
            assertThat(page.alerts()).hasSizeLessThanOrEqualTo(size);
            shown.addAll(page.alerts());
            after = page.next();
        } while (after.isPresent());
        return shown;
    }

    private List<Alert> expected(AlertOrder order, Predicate<Alert> matches) {
        Comparator<Alert> byId = Comparator.comparingLong(Alert::id);
        Comparator<Alert> comparator = switch (order) {
            case RISK ->
                Comparator.comparingDouble((Alert alert) -> -alert.risk()).thenComparing(byId);
            case OLDEST -> Comparator.comparing(Alert::raisedAt).thenComparing(byId);
            case NEWEST ->
                Comparator.comparing(Alert::raisedAt).thenComparing(byId).reversed();
        };
        return all.stream().filter(matches).sorted(comparator).toList();
    }

    private static AlertFilter in(Set<AlertState> states) {
        return new AlertFilter(
                states,
                Optional.empty(),
                Optional.empty(),
                OptionalDouble.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static AlertFilter filter(
            Optional<String> assignee,
            Optional<String> rule,
            OptionalDouble leastRisk,
            Optional<Instant> from,
            Optional<Instant> before) {
        return new AlertFilter(AlertFilter.none().states(), assignee, rule, leastRisk, from, before, Optional.empty());
    }

    private static AlertFilter account(String text) {
        return new AlertFilter(
                AlertFilter.none().states(),
                Optional.empty(),
                Optional.empty(),
                OptionalDouble.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(text));
    }
}
