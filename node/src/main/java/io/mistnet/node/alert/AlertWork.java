package io.mistnet.node.alert;

import io.mistnet.node.access.Person;
import io.mistnet.node.alert.HistoryEntry.What;
import io.mistnet.node.alert.RefusedChangeException.Reason;
import io.mistnet.node.relational.RelationalDatabase;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What analysts do with alerts. Each change says which version of the alert was seen, makes the next one, and leaves a line in its history; of two changes of one version one is made, and the other refused.
 *
 * <p>All methods return the alert as it is then, and throw {@link NoSuchAlertException} where there is none, and {@link RefusedChangeException} where it is not as it was seen or as the change needs it.
 */
public final class AlertWork {

    private final RelationalDatabase database;
    private final InstantSource clock;
    private final AlertCounter counter;

    /** @param counter is told of each change */
    public AlertWork(RelationalDatabase database, InstantSource clock, AlertCounter counter) {
        this.database = database;
        this.clock = clock;
        this.counter = counter;
    }

    /** Gives an alert that is not closed to somebody. */
    public Alert assign(long id, long seen, Person by, Person to) {
        return change(id, seen, (change, alert) -> {
            requireOpen(alert);
            if (alert.assignee().equals(Optional.of(to))) {
                return alert;
            }
            Alert after = change.write(alert, AlertState.ASSIGNED, Optional.of(to), Optional.empty());
            change.record(after, What.ASSIGNED, Optional.of(by), Optional.of(to), Optional.empty(), Optional.empty());
            return after;
        });
    }

    /** Puts an alert that is not closed back, for anybody to take. */
    public Alert putBack(long id, long seen, Person by) {
        return change(id, seen, (change, alert) -> {
            requireOpen(alert);
            if (alert.assignee().isEmpty()) {
                return alert;
            }
            Alert after = change.write(alert, AlertState.OPEN, Optional.empty(), Optional.empty());
            change.record(after, What.PUT_BACK, Optional.of(by), Optional.empty(), Optional.empty(), Optional.empty());
            return after;
        });
    }

    /** Writes something about an alert that is not closed. */
    public Alert remark(long id, long seen, Person by, Remark remark) {
        return change(id, seen, (change, alert) -> {
            requireOpen(alert);
            Alert after = change.write(alert, alert.state(), alert.assignee(), Optional.empty());
            change.record(
                    after, What.REMARKED, Optional.of(by), Optional.empty(), Optional.empty(), Optional.of(remark));
            return after;
        });
    }

    /** Closes an alert. It stays with whoever worked it, or else with whoever closed it. */
    public Alert close(long id, long seen, Person by, Disposition disposition, Optional<Remark> remark) {
        return change(id, seen, (change, alert) -> {
            requireOpen(alert);
            Optional<Person> assignee = alert.assignee().or(() -> Optional.of(by));
            Alert after = change.write(alert, AlertState.CLOSED, assignee, Optional.of(disposition));
            change.setOpenAlert(alert.account(), OptionalLong.empty());
            change.record(after, What.CLOSED, Optional.of(by), Optional.empty(), Optional.of(disposition), remark);
            return after;
        });
    }

    /** Opens a closed alert again, for whoever does so to work it. */
    public Alert reopen(long id, long seen, Person by, Optional<Remark> remark) {
        return change(id, seen, (change, alert) -> {
            if (!alert.isClosed()) {
                throw new RefusedChangeException(id, Reason.NOT_CLOSED, List.of());
            }
            if (change.hasOpenAlert(alert.account())) {
                throw new RefusedChangeException(id, Reason.ANOTHER_OPEN, List.of());
            }
            Alert after = change.write(alert, AlertState.ASSIGNED, Optional.of(by), Optional.empty());
            change.setOpenAlert(alert.account(), OptionalLong.of(id));
            change.record(after, What.REOPENED, Optional.of(by), Optional.empty(), Optional.empty(), remark);
            return after;
        });
    }

    private interface Change {

        Alert make(AlertChange change, Alert alert);
    }

    private record Changed(Alert before, Alert after) {}

    private Alert change(long id, long seen, Change change) {
        Changed changed = database.inTransaction(handle -> {
            Alert found = AlertRepository.find(handle, id).orElseThrow(() -> new NoSuchAlertException(id));
            AlertChange.lock(handle, found.account());
            Alert alert = AlertRepository.find(handle, id).orElseThrow(() -> new NoSuchAlertException(id));
            if (alert.version() != seen) {
                throw new RefusedChangeException(id, Reason.STALE, AlertRepository.history(handle, id, seen));
            }
            Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
            return new Changed(alert, change.make(new AlertChange(handle, now), alert));
        });
        counter.moved(changed.before(), changed.after());
        return changed.after();
    }

    private static void requireOpen(Alert alert) {
        if (alert.isClosed()) {
            throw new RefusedChangeException(alert.id(), Reason.CLOSED, List.of());
        }
    }
}
