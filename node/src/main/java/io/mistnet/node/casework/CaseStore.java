package io.mistnet.node.casework;

import io.mistnet.node.access.Permission;
import io.mistnet.node.access.User;
import io.mistnet.node.audit.AuditAction;
import io.mistnet.node.audit.AuditEvent;
import io.mistnet.node.audit.AuditOutcome;
import io.mistnet.node.relational.RelationalDatabase;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jspecify.annotations.NonNull;

/** The tables of cases, and what every change in them has: somebody who may do it, whom others can name, and a line in the case's history. Thread-safe; calls block. */
public final class CaseStore {

    private final RelationalDatabase database;
    private final InstantSource clock;
    private final Consumer<AuditEvent> audit;
    private final People people;

    /** @param audit where changes are written that must outlive their case; on disk when it returns */
    public CaseStore(RelationalDatabase database, InstantSource clock, Consumer<AuditEvent> audit) {
        this.database = database;
        this.clock = clock;
        this.audit = audit;
        this.people = new People(database);
    }

    /** Those whom pages can name. */
    public People people() {
        return people;
    }

    <R extends @NonNull Object> R read(HandleCallback<R, RuntimeException> work) {
        return database.inTransaction(work);
    }

    /** @throws NotAllowedException where their roles do not allow it */
    <R extends @NonNull Object> R change(User by, Permission permission, HandleCallback<R, RuntimeException> work) {
        require(by, permission);
        people.meet(by);
        return database.inTransaction(work);
    }

    static void require(User by, Permission permission) {
        if (!by.may(permission)) {
            throw new NotAllowedException(NotAllowedException.Reason.ROLE);
        }
    }

    /** Adds to the history of a case. */
    void note(Handle handle, long caseId, String person, CaseEvent.Kind kind, OptionalLong subject, String text) {
        handle.createUpdate("""
                        INSERT INTO case_event (case_id, happened_at, person_id, kind, subject_id, text)
                        VALUES (:case, :at, :person, :kind, :subject, :text)
                        """)
                .bind("case", caseId)
                .bind("at", now())
                .bind("person", person)
                .bind("kind", kind.name())
                .bind("subject", subject.isPresent() ? Long.valueOf(subject.getAsLong()) : null)
                .bind("text", text)
                .execute();
    }

    void note(Handle handle, long caseId, User by, CaseEvent.Kind kind, String text) {
        note(handle, caseId, by.id(), kind, OptionalLong.empty(), text);
    }

    /**
     * Writes into the institution's audit log, which stays when the case is deleted. Within the transaction of the change: what cannot be written there does not happen.
     *
     * @param subject what became of it, without anything that somebody typed
     */
    void audit(User by, String caseReference, String legalBasis, AuditAction action, String subject) {
        audit.accept(new AuditEvent(
                by.id(),
                Optional.of(caseReference),
                Optional.of(legalBasis),
                action,
                Optional.of(subject),
                List.of(),
                AuditOutcome.ANSWERED,
                0,
                List.of(),
                List.of()));
    }

    /** As all databases keep it. */
    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /** @throws StaleException where an update of a row with its version changed none */
    static void requireCurrent(String kind, int changed) {
        if (changed == 0) {
            throw new StaleException(kind);
        }
    }
}
