package io.mistnet.node.alert;

import static io.mistnet.node.alert.RaisedAlerts.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.mistnet.node.QuietMachine;
import io.mistnet.node.relational.OnEveryDatabase;
import io.mistnet.node.relational.RelationalDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** 100,000 alerts, and how long each kind of page of the queue takes to be read from every database. A page has 100 ms at the server; its template, its session and what else runs take their part of them. */
@Tag("slow")
@OnEveryDatabase
final class AlertQueueSpeedTest {

    private static final int ALERTS = 100_000;
    private static final int PAGE = 50;
    private static final int WARM_UP = 5;
    private static final int REPEATS = 20;
    /** The second longest of twenty: one in twenty may take longer. */
    private static final int P95 = REPEATS - 2;

    private static final int MOST_P95_MILLIS = 50;
    private static final int ATTEMPTS = 5;

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.95})
    void aPageOfAHundredThousandAlertsIsReadInHalfOfItsTime(double closed, RelationalDatabase database)
            throws Exception {
        new ManyAlerts(ALERTS, closed).fill(database);
        // as PostgreSQL does by itself a minute after so many rows
        database.inTransaction(handle -> handle.execute("ANALYZE"));
        String name = name(database);
        Map<String, Double> p95 = measured(database, scenarios(database));
        p95.forEach((scenario, millis) -> System.out.printf(
                "%s, %d alerts, %.0f %% closed: %-55s p95 %.1f ms%n", name, ALERTS, 100 * closed, scenario, millis));
        assertThat(p95)
                .allSatisfy((scenario, millis) ->
                        assertThat(millis).describedAs(scenario).isLessThan(MOST_P95_MILLIS));
    }

    private static String name(RelationalDatabase database) throws SQLException {
        return database.inTransaction(
                handle -> handle.getConnection().getMetaData().getDatabaseProductName());
    }

    private Map<String, Runnable> scenarios(RelationalDatabase database) {
        AlertQueue queue = new AlertQueue(database);
        AlertRepository repository = new AlertRepository(database);
        AtomicLong hours = new AtomicLong();
        // by its clock each count is too old for the next
        AlertCounter counter = new AlertCounter(
                database, () -> Instant.ofEpochSecond(NOW.getEpochSecond() + 3_600 * hours.incrementAndGet()));
        Map<String, Runnable> scenarios = new LinkedHashMap<>();
        for (AlertOrder order : AlertOrder.values()) {
            scenarios.put("to do by " + order, () -> page(queue, AlertFilter.toDo(), order, Optional.empty()));
            AlertCursor deep = deep(queue, order);
            scenarios.put(
                    "to do by " + order + ", deep in it",
                    () -> page(queue, AlertFilter.toDo(), order, Optional.of(deep)));
            scenarios.put("all by " + order, () -> page(queue, AlertFilter.none(), order, Optional.empty()));
            scenarios.put(
                    "a rare rule by " + order,
                    () -> page(queue, filter("", "rare", 0, 0, ""), order, Optional.empty()));
            scenarios.put(
                    "a rule that is not there by " + order,
                    () -> page(queue, filter("", "none", 0, 0, ""), order, Optional.empty()));
            scenarios.put(
                    "somebody's by " + order,
                    () -> page(queue, filter("analyst7", "", 0, 0, ""), order, Optional.empty()));
            scenarios.put(
                    "of high risk by " + order, () -> page(queue, filter("", "", 0.9, 0, ""), order, Optional.empty()));
            scenarios.put(
                    "older than a year by " + order,
                    () -> page(queue, filter("", "", 0, 365, ""), order, Optional.empty()));
            scenarios.put("of the last day by " + order, () -> page(queue, lastDay(), order, Optional.empty()));
            scenarios.put(
                    "an account by " + order,
                    () -> page(queue, filter("", "", 0, 0, ManyAlerts.account(4711)), order, Optional.empty()));
            scenarios.put(
                    "a part of many accounts by " + order,
                    () -> page(queue, filter("", "", 0, 0, "50010"), order, Optional.empty()));
            scenarios.put(
                    "a part of some accounts by " + order,
                    () -> page(queue, filter("", "", 0, 0, "4711"), order, Optional.empty()));
            scenarios.put(
                    "a part of no account by " + order,
                    () -> page(queue, filter("", "", 0, 0, "NOTHERE"), order, Optional.empty()));
            scenarios.put(
                    "all at once by " + order,
                    () -> page(queue, filter("analyst7", "taint", 0.2, 30, "11"), order, Optional.empty()));
        }
        scenarios.put("counts", counter::counts);
        scenarios.put("one's own", () -> counter.workedBy("analyst7"));
        scenarios.put(
                "an alert with all that is known of it",
                () -> assertThat(repository.dossier(77_777)).isPresent());
        return scenarios;
    }

    private static AlertCursor deep(AlertQueue queue, AlertOrder order) {
        Optional<AlertCursor> after = Optional.empty();
        for (int i = 0; i < 4; i++) {
            QueuePage page = queue.page(AlertFilter.toDo(), order, after, 1_000);
            after = page.next()
                    .or(() -> Optional.of(AlertCursor.behind(page.alerts().get(0))));
        }
        return after.orElseThrow();
    }

    private static void page(AlertQueue queue, AlertFilter filter, AlertOrder order, Optional<AlertCursor> after) {
        queue.page(filter, order, after, PAGE);
    }

    private static AlertFilter filter(String assignee, String rule, double risk, int days, String account) {
        return new AlertFilter(
                Set.of(AlertState.values()),
                Optional.of(assignee).filter(text -> !text.isEmpty()),
                Optional.of(rule).filter(text -> !text.isEmpty()),
                risk > 0 ? OptionalDouble.of(risk) : OptionalDouble.empty(),
                Optional.empty(),
                days > 0 ? Optional.of(NOW.minus(Duration.ofDays(days))) : Optional.empty(),
                Optional.of(account));
    }

    private static AlertFilter lastDay() {
        return new AlertFilter(
                Set.of(AlertState.values()),
                Optional.empty(),
                Optional.empty(),
                OptionalDouble.empty(),
                Optional.of(NOW.minus(Duration.ofDays(1))),
                Optional.empty(),
                Optional.empty());
    }

    /** What takes too long is measured again once the machine is quiet: something else may have had it. */
    private static Map<String, Double> measured(RelationalDatabase database, Map<String, Runnable> scenarios)
            throws InterruptedException {
        QuietMachine machine = new QuietMachine();
        Map<String, Double> best = new LinkedHashMap<>();
        scenarios.forEach((scenario, work) -> best.put(scenario, measure(database, work)));
        for (int i = 1; i < ATTEMPTS && best.values().stream().anyMatch(p95 -> p95 >= MOST_P95_MILLIS); i++) {
            machine.await();
            best.replaceAll((scenario, p95) ->
                    p95 < MOST_P95_MILLIS ? p95 : Math.min(p95, measure(database, scenarios.get(scenario))));
        }
        return best;
    }

    /** In milliseconds, once it runs warm. */
    private static double measure(RelationalDatabase database, Runnable work) {
        for (int i = 0; i < WARM_UP; i++) {
            touch(database);
            work.run();
        }
        long[] nanos = new long[REPEATS];
        for (int i = 0; i < REPEATS; i++) {
            touch(database);
            long start = System.nanoTime();
            work.run();
            nanos[i] = System.nanoTime() - start;
        }
        Arrays.sort(nanos);
        return nanos[P95] / 1e6;
    }

    /** A database that has not changed may answer the same question from its memory. */
    private static void touch(RelationalDatabase database) {
        database.inTransaction(handle -> handle.execute("UPDATE alerts SET version = version WHERE id = 1")
                + handle.execute("UPDATE alert_accounts SET open_alert = open_alert WHERE id = 1"));
    }
}
