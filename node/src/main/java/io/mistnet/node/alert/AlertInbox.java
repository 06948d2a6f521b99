package io.mistnet.node.alert;

import io.mistnet.connectors.transfer.Transfer;
import io.mistnet.node.alert.HistoryEntry.What;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.Update;

/** Takes what the node raised into the tables, in a transaction of the caller's. */
public final class AlertInbox {

    /** What became of a raised alert. */
    public enum Outcome {
        /** It is a new piece of work. */
        NEW,
        /** It joined the account's alert that is not closed. */
        JOINED,
        /** It was taken in before. */
        KNOWN
    }

    private final Handle handle;
    private final Instant now;

    public AlertInbox(Handle handle, Instant now) {
        this.handle = handle;
        this.now = now;
    }

    private record Account(long id, OptionalLong openAlert) {}

    public Outcome take(RaisedAlert raised) {
        Account account = account(raised.account());
        if (isKnown(account, raised)) {
            return Outcome.KNOWN;
        }
        boolean joins = account.openAlert().isPresent();
        long alert = joins ? join(account.openAlert().getAsLong(), raised) : open(account, raised);
        addOccurrence(account, alert, raised);
        addTransfers(alert, raised.transfers(), joins ? known(alert) : Set.of());
        return joins ? Outcome.JOINED : Outcome.NEW;
    }

    private Account account(String number) {
        return findAccount(number).orElseGet(() -> {
            try (Update insert = handle.createUpdate("INSERT INTO alert_accounts (account_number) VALUES (:number)")) {
                insert.bind("number", number).execute();
            }
            return findAccount(number).orElseThrow();
        });
    }

    private Optional<Account> findAccount(String number) {
        try (Query query = handle.createQuery(
                "SELECT id, open_alert FROM alert_accounts WHERE account_number = :number FOR UPDATE")) {
            return query.bind("number", number)
                    .map((row, context) -> {
                        long id = row.getLong("id");
                        long open = row.getLong("open_alert");
                        return new Account(id, row.wasNull() ? OptionalLong.empty() : OptionalLong.of(open));
                    })
                    .findOne();
        }
    }

    private boolean isKnown(Account account, RaisedAlert raised) {
        try (Query query = handle.createQuery(
                "SELECT COUNT(*) FROM alert_occurrences WHERE account = :account AND epoch = :epoch AND rule = :rule")) {
            return query.bind("account", account.id())
                            .bind("epoch", raised.epoch())
                            .bind("rule", raised.rule())
                            .mapTo(Integer.class)
                            .one()
                    > 0;
        }
    }

    private long open(Account account, RaisedAlert raised) {
        try (Update insert = handle.createUpdate("""
                INSERT INTO alerts (account, account_number, rule, measure, risk, epoch, raised_at, last_raised_at, occurrences, state, version)
                VALUES (:account, :number, :rule, :measure, :risk, :epoch, :raisedAt, :raisedAt, 1, 'OPEN', 1)""")) {
            long alert = insert.bind("account", account.id())
                    .bind("number", raised.account())
                    .bind("rule", raised.rule())
                    .bind("measure", raised.measure().name())
                    .bind("risk", raised.risk())
                    .bind("epoch", raised.epoch())
                    .bind("raisedAt", AlertRows.time(raised.raisedAt()))
                    .executeAndReturnGeneratedKeys("id")
                    .mapTo(Long.class)
                    .one();
            AlertChange change = new AlertChange(handle, now);
            change.setOpenAlert(account.id(), OptionalLong.of(alert));
            change.recordRaised(alert, 1, What.RAISED, raised.epoch());
            return alert;
        }
    }

    private long join(long id, RaisedAlert raised) {
        Alert before = AlertRepository.find(handle, id).orElseThrow(() -> new NoSuchAlertException(id));
        boolean higher = raised.risk() > before.risk();
        try (Update update = handle.createUpdate("""
                UPDATE alerts SET risk = :risk, measure = :measure, epoch = :epoch, last_raised_at = :raisedAt, occurrences = occurrences + 1, version = version + 1
                WHERE id = :id""")) {
            update.bind("risk", higher ? raised.risk() : before.risk())
                    .bind("measure", (higher ? raised.measure() : before.measure()).name())
                    .bind("epoch", Math.max(raised.epoch(), before.epoch()))
                    .bind(
                            "raisedAt",
                            AlertRows.time(
                                    raised.raisedAt().isAfter(before.lastRaisedAt())
                                            ? raised.raisedAt()
                                            : before.lastRaisedAt()))
                    .bind("id", id)
                    .execute();
        }
        new AlertChange(handle, now).recordRaised(id, before.version() + 1, What.RAISED_AGAIN, raised.epoch());
        return id;
    }

    private void addOccurrence(Account account, long alert, RaisedAlert raised) {
        try (Update insert = handle.createUpdate("""
                INSERT INTO alert_occurrences (account, epoch, rule, alert, measure, risk, cut_off, raised_at)
                VALUES (:account, :epoch, :rule, :alert, :measure, :risk, :cutOff, :raisedAt)""")) {
            insert.bind("account", account.id())
                    .bind("epoch", raised.epoch())
                    .bind("rule", raised.rule())
                    .bind("alert", alert)
                    .bind("measure", raised.measure().name())
                    .bind("risk", raised.risk())
                    .bind("cutOff", AlertRows.time(raised.cutOff()))
                    .bind("raisedAt", AlertRows.time(raised.raisedAt()))
                    .execute();
        }
    }

    private Set<UUID> known(long alert) {
        try (Query query = handle.createQuery("SELECT uetr FROM alert_transfers WHERE alert = :alert")) {
            return Set.copyOf(query.bind("alert", alert)
                    .map((row, context) -> row.getObject("uetr", UUID.class))
                    .list());
        }
    }

    private void addTransfers(long alert, List<Transfer> transfers, Set<UUID> known) {
        Set<UUID> written = new HashSet<>(known);
        try (PreparedBatch batch = handle.prepareBatch("""
                INSERT INTO alert_transfers (alert, uetr, amount, currency, debtor_account, debtor_agent, creditor_account, creditor_agent, settled_at)
                VALUES (:alert, :uetr, :amount, :currency, :debtorAccount, :debtorAgent, :creditorAccount, :creditorAgent, :settledAt)""")) {
            for (Transfer transfer : transfers) {
                if (written.add(transfer.uetr())) {
                    batch.bind("alert", alert)
                            .bind("uetr", transfer.uetr())
                            .bind("amount", transfer.instructedAmount().amount())
                            .bind(
                                    "currency",
                                    transfer.instructedAmount().currency().getCurrencyCode())
                            .bind("debtorAccount", transfer.debtorAccount())
                            .bind("debtorAgent", transfer.debtorAgent())
                            .bind("creditorAccount", transfer.creditorAccount())
                            .bind("creditorAgent", transfer.creditorAgent())
                            .bind("settledAt", AlertRows.time(transfer.settlementTime()))
                            .add();
                }
            }
            if (batch.size() > 0) {
                batch.execute();
            }
        }
    }
}
