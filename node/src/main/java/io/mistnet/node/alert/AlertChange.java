package io.mistnet.node.alert;

import io.mistnet.node.access.Person;
import io.mistnet.node.alert.HistoryEntry.What;
import io.mistnet.node.alert.RefusedChangeException.Reason;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.Update;

/** Writes an alert's next version together with the line of history that says what made it. The caller holds the lock of the alert's account. */
final class AlertChange {

    private final Handle handle;
    private final Instant at;

    AlertChange(Handle handle, Instant at) {
        this.handle = handle;
        this.at = at;
    }

    /** Locks an account: until the transaction's end nobody else changes an alert of it. */
    static void lock(Handle handle, long account) {
        try (Query query = handle.createQuery("SELECT id FROM alert_accounts WHERE id = :id FOR UPDATE")) {
            query.bind("id", account).mapTo(Long.class).one();
        }
    }

    boolean hasOpenAlert(long account) {
        try (Query query =
                handle.createQuery("SELECT COUNT(*) FROM alert_accounts WHERE id = :id AND open_alert IS NOT NULL")) {
            return query.bind("id", account).mapTo(Integer.class).one() > 0;
        }
    }

    /** Sets which alert of the account is not closed. */
    void setOpenAlert(long account, OptionalLong alert) {
        try (Update update = handle.createUpdate("UPDATE alert_accounts SET open_alert = :alert WHERE id = :id")) {
            update.bind("id", account)
                    .bind("alert", alert.isPresent() ? alert.getAsLong() : null)
                    .execute();
        }
    }

    /**
     * Writes what a person may change of an alert: state, assignee, disposition.
     *
     * @throws RefusedChangeException where the alert is no longer {@code before}
     */
    Alert write(Alert before, AlertState state, Optional<Person> assignee, Optional<Disposition> disposition) {
        long version = before.version() + 1;
        Optional<Instant> closedAt = state == AlertState.CLOSED ? Optional.of(at) : Optional.empty();
        try (Update update = handle.createUpdate("""
                UPDATE alerts SET state = :state, assignee = :assignee, assignee_name = :assigneeName, disposition = :disposition, closed_at = :closedAt, version = :version
                WHERE id = :id AND version = :before""")) {
            int changed = update.bind("state", state.name())
                    .bind("assignee", assignee.map(Person::id).orElse(null))
                    .bind("assigneeName", assignee.map(Person::name).orElse(null))
                    .bind("disposition", disposition.map(Disposition::name).orElse(null))
                    .bind("closedAt", AlertRows.time(closedAt.orElse(null)))
                    .bind("version", version)
                    .bind("id", before.id())
                    .bind("before", before.version())
                    .execute();
            if (changed != 1) {
                // H2 has been seen to let two transactions past one row's lock
                throw new RefusedChangeException(
                        before.id(), Reason.STALE, AlertRepository.history(handle, before.id(), before.version()));
            }
        }
        return new Alert(
                before.id(),
                before.account(),
                before.accountNumber(),
                before.rule(),
                before.measure(),
                before.risk(),
                before.epoch(),
                before.raisedAt(),
                before.lastRaisedAt(),
                before.occurrences(),
                state,
                assignee,
                disposition,
                closedAt,
                version);
    }

    /** Adds what was done to the history of the alert, whose version it made. */
    void record(
            Alert alert,
            What what,
            Optional<Person> by,
            Optional<Person> assignee,
            Optional<Disposition> disposition,
            Optional<Remark> remark) {
        record(alert.id(), alert.version(), what, by, assignee, disposition, OptionalLong.empty(), remark);
    }

    /** Adds that an epoch raised the alert. */
    void recordRaised(long alert, long version, What what, long epoch) {
        record(
                alert,
                version,
                what,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                OptionalLong.of(epoch),
                Optional.empty());
    }

    private void record(
            long alert,
            long version,
            What what,
            Optional<Person> by,
            Optional<Person> assignee,
            Optional<Disposition> disposition,
            OptionalLong epoch,
            Optional<Remark> remark) {
        try (Update insert = handle.createUpdate("""
                INSERT INTO alert_history (alert, version, happened_at, what, actor, actor_name, assignee, assignee_name, disposition, epoch, remark)
                VALUES (:alert, :version, :at, :what, :actor, :actorName, :assignee, :assigneeName, :disposition, :epoch, :remark)""")) {
            insert.bind("alert", alert)
                    .bind("version", version)
                    .bind("at", AlertRows.time(at))
                    .bind("what", what.name())
                    .bind("actor", by.map(Person::id).orElse(null))
                    .bind("actorName", by.map(Person::name).orElse(null))
                    .bind("assignee", assignee.map(Person::id).orElse(null))
                    .bind("assigneeName", assignee.map(Person::name).orElse(null))
                    .bind("disposition", disposition.map(Disposition::name).orElse(null))
                    .bind("epoch", epoch.isPresent() ? epoch.getAsLong() : null)
                    .bind("remark", remark.map(Remark::text).orElse(null))
                    .execute();
        }
    }
}
