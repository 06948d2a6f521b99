package io.mistnet.node.alert;

import static io.mistnet.node.alert.RaisedAlerts.NOW;

import io.mistnet.node.relational.RelationalDatabase;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Random;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Fills a database with as many alerts as a large bank gathers in years: most are closed, few are somebody's, the risks are heavy-tailed. */
public final class ManyAlerts {

    private static final int BATCH = 5_000;
    private static final int ANALYSTS = 40;

    private final Random random = new Random(11);
    private final int alerts;
    private final double closed;

    /** @param closed the share of closed alerts */
    public ManyAlerts(int alerts, double closed) {
        this.alerts = alerts;
        this.closed = closed;
    }

    /** Fills an empty database. Numbers of accounts and alerts are 1 and up. */
    public void fill(RelationalDatabase database) {
        for (int from = 0; from < alerts; from += BATCH) {
            int begin = from;
            int end = Math.min(alerts, from + BATCH);
            database.inTransaction(handle -> {
                addAccounts(handle, begin, end);
                addAlerts(handle, begin, end);
                addRest(handle, begin, end);
                return end;
            });
        }
    }

    /** The number of the account that an alert is of. */
    public static String account(int alert) {
        return "DE%02d5001051%011d".formatted(alert % 97, alert * 7_919L);
    }

    private void addAccounts(Handle handle, int begin, int end) {
        try (PreparedBatch batch =
                handle.prepareBatch("INSERT INTO alert_accounts (account_number) VALUES (:number)")) {
            for (int i = begin; i < end; i++) {
                batch.bind("number", account(i)).add();
            }
            batch.execute();
        }
    }

    private void addAlerts(Handle handle, int begin, int end) {
        try (PreparedBatch batch = handle.prepareBatch("""
                INSERT INTO alerts (account, account_number, rule, measure, risk, epoch, raised_at, last_raised_at, occurrences, state, assignee, assignee_name, disposition, closed_at, version)
                VALUES (:account, :number, :rule, 'SCORE', :risk, :epoch, :at, :at, 1, :state, :assignee, :assignee, :disposition, :closedAt, 1)""")) {
            for (int i = begin; i < end; i++) {
                Instant at = NOW.minus(Duration.ofMinutes(10L * (alerts - i)));
                AlertState state = random.nextDouble() < closed
                        ? AlertState.CLOSED
                        : random.nextInt(5) == 0 ? AlertState.ASSIGNED : AlertState.OPEN;
                batch.bind("account", i + 1L)
                        .bind("number", account(i))
                        .bind("rule", random.nextInt(1000) == 0 ? "rare" : i % 3 == 0 ? "taint" : "weighted")
                        .bind("risk", Math.round(1e6 * Math.pow(random.nextDouble(), 3)) / 1e6)
                        .bind("epoch", i / 10)
                        .bind("at", at.atOffset(ZoneOffset.UTC))
                        .bind("state", state.name())
                        .bind("assignee", state == AlertState.OPEN ? null : "analyst" + random.nextInt(ANALYSTS))
                        .bind(
                                "disposition",
                                state == AlertState.CLOSED
                                        ? Disposition.values()[random.nextInt(Disposition.values().length)].name()
                                        : null)
                        .bind(
                                "closedAt",
                                state == AlertState.CLOSED
                                        ? at.plus(Duration.ofHours(9)).atOffset(ZoneOffset.UTC)
                                        : null)
                        .add();
            }
            batch.execute();
        }
    }

    private void addRest(Handle handle, int begin, int end) {
        try (PreparedBatch occurrences = handle.prepareBatch("""
                        INSERT INTO alert_occurrences (account, epoch, rule, alert, measure, risk, cut_off, raised_at)
                        VALUES (:id, :epoch, 'weighted', :id, 'SCORE', 0.5, :at, :at)""");
                PreparedBatch history = handle.prepareBatch("""
                        INSERT INTO alert_history (alert, version, happened_at, what, epoch)
                        VALUES (:id, 1, :at, 'RAISED', :epoch)""")) {
            for (int i = begin; i < end; i++) {
                for (PreparedBatch batch : new PreparedBatch[] {occurrences, history}) {
                    batch.bind("id", i + 1L)
                            .bind("epoch", i / 10)
                            .bind(
                                    "at",
                                    NOW.minus(Duration.ofMinutes(10L * (alerts - i)))
                                            .atOffset(ZoneOffset.UTC))
                            .add();
                }
            }
            occurrences.execute();
            history.execute();
        }
    }
}
