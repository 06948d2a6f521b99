package io.mistnet.node.alert;

import io.mistnet.connectors.transfer.Transfer;
import io.mistnet.node.relational.RelationalDatabase;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** Finds alerts and accounts, and all that belongs to them. */
public final class AlertRepository {

    private static final int MOST_TRANSFERS = 1000;
    private static final int MOST_ALERTS = 200;

    private final RelationalDatabase database;

    public AlertRepository(RelationalDatabase database) {
        this.database = database;
    }

    public Optional<Alert> alert(long id) {
        return database.inTransaction(handle -> find(handle, id));
    }

    /** The alert with all that is known of it: its latest 1,000 transfers. */
    public Optional<AlertDossier> dossier(long id) {
        return database.inTransaction(handle -> find(handle, id)
                .map(alert -> new AlertDossier(
                        alert, occurrences(handle, id), transfers(handle, "alert = :id", id), history(handle, id, 0))));
    }

    public Optional<AlertAccount> account(long id) {
        return database.inTransaction(handle -> {
            try (Query query = handle.createQuery("SELECT id, account_number FROM alert_accounts WHERE id = :id")) {
                return query.bind("id", id)
                        .map((row, context) -> new AlertAccount(row.getLong("id"), row.getString("account_number")))
                        .findOne();
            }
        });
    }

    /** The account's alerts, at most 200, the latest first. */
    public List<Alert> alertsOf(AlertAccount account) {
        return database.inTransaction(handle -> {
            try (Query query =
                    handle.createQuery("SELECT %s FROM alerts WHERE account = :account ORDER BY id DESC LIMIT :most"
                            .formatted(AlertRows.ALERT_COLUMNS))) {
                return query.bind("account", account.id())
                        .bind("most", MOST_ALERTS)
                        .map((row, context) -> AlertRows.alert(row))
                        .list();
            }
        });
    }

    /** The transfers that stand in the account's alerts, at most 1,000, the latest first. */
    public List<Transfer> transfersOf(AlertAccount account) {
        return database
                .inTransaction(handle ->
                        transfers(handle, "alert IN (SELECT id FROM alerts WHERE account = :id)", account.id()))
                .stream()
                .distinct()
                .toList();
    }

    static Optional<Alert> find(Handle handle, long id) {
        try (Query query =
                handle.createQuery("SELECT %s FROM alerts WHERE id = :id".formatted(AlertRows.ALERT_COLUMNS))) {
            return query.bind("id", id)
                    .map((row, context) -> AlertRows.alert(row))
                    .findOne();
        }
    }

    /** The changes that made later versions than this one. */
    static List<HistoryEntry> history(Handle handle, long alert, long after) {
        try (Query query = handle.createQuery(
                "SELECT * FROM alert_history WHERE alert = :alert AND version > :after ORDER BY version")) {
            return query.bind("alert", alert)
                    .bind("after", after)
                    .map((row, context) -> AlertRows.entry(row))
                    .list();
        }
    }

    private static List<Occurrence> occurrences(Handle handle, long alert) {
        try (Query query = handle.createQuery("SELECT * FROM alert_occurrences WHERE alert = :alert ORDER BY id")) {
            return query.bind("alert", alert)
                    .map((row, context) -> AlertRows.occurrence(row))
                    .list();
        }
    }

    private static List<Transfer> transfers(Handle handle, String where, long id) {
        try (Query query = handle.createQuery(
                "SELECT * FROM alert_transfers WHERE %s ORDER BY settled_at DESC, uetr LIMIT :most".formatted(where))) {
            return query.bind("id", id)
                    .bind("most", MOST_TRANSFERS)
                    .map((row, context) -> AlertRows.transfer(row))
                    .list();
        }
    }
}
