package io.mistnet.node.casework;

import io.mistnet.node.access.Permission;
import io.mistnet.node.access.User;
import io.mistnet.node.audit.AuditAction;
import io.mistnet.node.relational.StatementFailedException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** An agency's cases: opened, changed, closed, and opened again by those who own them or work on them. Thread-safe; calls block. */
public final class Cases {

    private final CaseStore store;
    private final int leastRetentionDays;

    /** @param leastRetentionDays for how long the institution keeps every case after it was closed */
    public Cases(CaseStore store, int leastRetentionDays) {
        this.store = store;
        this.leastRetentionDays = leastRetentionDays;
    }

    /** For how long a case is kept at the least. */
    public int leastRetentionDays() {
        return leastRetentionDays;
    }

    /** For how long a case is kept where nobody says otherwise. */
    public int usualRetentionDays() {
        return Math.max(leastRetentionDays, CaseEntry.USUAL_RETENTION_DAYS);
    }

    /**
     * Opens a case, whose owner is who opens it.
     *
     * @throws UnfitEntryException where another case has the reference, or it would not be kept long enough
     */
    public CaseFile open(User by, CaseEntry entry) {
        requireLongEnough(entry.retentionDays());
        try {
            return store.change(by, Permission.LOOK_UP, handle -> opened(handle, by, entry));
        } catch (StatementFailedException e) {
            if (e.isDuplicate()) {
                throw UnfitEntryException.of(Field.REFERENCE, Problem.Kind.TAKEN);
            }
            throw e;
        }
    }

    private CaseFile opened(Handle handle, User by, CaseEntry entry) {
        long id = handle.createUpdate("""
                        INSERT INTO case_file
                          (reference, title, legal_basis, state, owner_id, opened_at, retention_days, version)
                        VALUES (:reference, :title, :basis, 'OPEN', :owner, :at, :retention, 1)
                        """)
                .bind("reference", entry.reference())
                .bind("title", entry.title())
                .bind("basis", entry.legalBasis())
                .bind("owner", by.id())
                .bind("at", store.now())
                .bind("retention", entry.retentionDays())
                .executeAndReturnGeneratedKeys("id")
                .mapTo(Long.class)
                .one();
        store.note(handle, id, by, CaseEvent.Kind.OPENED, "");
        return CaseRows.require(handle, id);
    }

    public Optional<CaseFile> find(long id) {
        return store.read(handle -> CaseRows.find(handle, id));
    }

    /** @throws UnknownItemException where there is none */
    public CaseFile require(long id) {
        return find(id).orElseThrow(() -> new UnknownItemException("case"));
    }

    /** Whether somebody may work in a case: look up, change, close. */
    public boolean mayWork(User user, CaseFile file) {
        return user.may(Permission.LOOK_UP) && store.read(handle -> CaseRows.isOf(handle, file, user.id()));
    }

    /** The open cases in which somebody may look up, the newest first. From then on others can let them in. */
    public List<CaseFile> openOf(User user) {
        store.people().meet(user);
        return store.read(handle -> handle.createQuery("""
                        SELECT %s FROM %s
                        WHERE c.state = 'OPEN' AND (c.owner_id = :me OR EXISTS
                          (SELECT 1 FROM case_member m WHERE m.case_id = c.id AND m.person_id = :me))
                        ORDER BY c.id DESC
                        """.formatted(CaseRows.COLUMNS, CaseRows.TABLES))
                .bind("me", user.id())
                .map((row, context) -> CaseRows.read(row))
                .list());
    }

    /**
     * Changes title, legal basis and how long it is kept. The reference stays: authorisations and the audit log name it. Who works on a case does not have its traces deleted sooner: that takes {@link #keepFor}.
     *
     * @param version the one that the user saw
     * @throws UnfitEntryException where it would be kept for less time than before
     * @throws StaleException where somebody else changed it since
     */
    public void change(User by, long id, long version, CaseEntry entry) {
        store.change(by, Permission.LOOK_UP, handle -> {
            CaseFile before = CaseRows.requireOwn(handle, id, by.id());
            if (entry.retentionDays() < before.retentionDays()) {
                throw unfitRetention(Problem.Kind.SHORTENED, before.retentionDays());
            }
            CaseStore.requireCurrent(
                    "case",
                    handle.createUpdate("""
                            UPDATE case_file SET title = :title, legal_basis = :basis, retention_days = :retention,
                              version = version + 1
                            WHERE id = :id AND version = :version
                            """)
                            .bind("title", entry.title())
                            .bind("basis", entry.legalBasis())
                            .bind("retention", entry.retentionDays())
                            .bind("id", id)
                            .bind("version", version)
                            .execute());
            noteChange(handle, id, by, CaseEvent.Kind.TITLE_CHANGED, before.title(), entry.title());
            noteChange(handle, id, by, CaseEvent.Kind.BASIS_CHANGED, before.legalBasis(), entry.legalBasis());
            if (!before.legalBasis().equals(entry.legalBasis())) {
                store.audit(
                        by, before.reference(), entry.legalBasis(), AuditAction.CHANGE, "cases/%d/basis".formatted(id));
            }
            noteRetention(handle, by, before, entry.legalBasis(), entry.retentionDays());
            return id;
        });
    }

    /** Whether somebody may say how long a case is kept, also for less time than before: a supervisor who does not work on it. */
    public boolean mayKeepFor(User user, CaseFile file) {
        return user.may(Permission.APPROVE) && !store.read(handle -> CaseRows.isOf(handle, file, user.id()));
    }

    /**
     * Changes how long a case is kept.
     *
     * @throws NotAllowedException where they are no supervisor, or work on the case
     * @throws UnfitEntryException where it would not be kept long enough
     * @throws StaleException where somebody else changed it since
     */
    public void keepFor(User by, long id, long version, Optional<String> days) {
        store.change(by, Permission.APPROVE, handle -> {
            CaseFile before = CaseRows.require(handle, id);
            if (CaseRows.isOf(handle, before, by.id())) {
                throw new NotAllowedException(NotAllowedException.Reason.OWN_REQUEST);
            }
            int wanted = CaseEntry.retentionDays(days);
            requireLongEnough(wanted);
            CaseStore.requireCurrent(
                    "case",
                    handle.createUpdate("""
                            UPDATE case_file SET retention_days = :retention, version = version + 1
                            WHERE id = :id AND version = :version
                            """)
                            .bind("retention", wanted)
                            .bind("id", id)
                            .bind("version", version)
                            .execute());
            noteRetention(handle, by, before, before.legalBasis(), wanted);
            return id;
        });
    }

    /** Closes a case. */
    public void close(User by, long id, long version) {
        move(by, id, version, CaseState.OPEN, CaseState.CLOSED);
    }

    /** Opens a closed case again, which then is not deleted. */
    public void reopen(User by, long id, long version) {
        move(by, id, version, CaseState.CLOSED, CaseState.OPEN);
    }

    private void move(User by, long id, long version, CaseState from, CaseState to) {
        store.change(by, Permission.LOOK_UP, handle -> {
            CaseRows.requireOwn(handle, id, by.id());
            CaseStore.requireCurrent(
                    "case",
                    handle.createUpdate("""
                            UPDATE case_file SET state = :to, closed_at = :at, version = version + 1
                            WHERE id = :id AND version = :version AND state = :from
                            """)
                            .bind("to", to.name())
                            .bind("at", to == CaseState.CLOSED ? store.now() : null)
                            .bind("id", id)
                            .bind("version", version)
                            .bind("from", from.name())
                            .execute());
            store.note(handle, id, by, to == CaseState.CLOSED ? CaseEvent.Kind.CLOSED : CaseEvent.Kind.REOPENED, "");
            return id;
        });
    }

    private void noteRetention(Handle handle, User by, CaseFile before, String legalBasis, int days) {
        noteChange(
                handle,
                before.id(),
                by,
                CaseEvent.Kind.RETENTION_CHANGED,
                String.valueOf(before.retentionDays()),
                String.valueOf(days));
        if (before.retentionDays() != days) {
            store.audit(
                    by,
                    before.reference(),
                    legalBasis,
                    AuditAction.CHANGE,
                    "cases/%d/retention/%d-to-%d".formatted(before.id(), before.retentionDays(), days));
        }
    }

    private void requireLongEnough(int days) {
        if (days < leastRetentionDays) {
            throw unfitRetention(Problem.Kind.TOO_SHORT, leastRetentionDays);
        }
    }

    private static UnfitEntryException unfitRetention(Problem.Kind kind, int limit) {
        return new UnfitEntryException(Map.of(Field.RETENTION, Problem.of(kind, limit)));
    }

    private void noteChange(Handle handle, long id, User by, CaseEvent.Kind kind, String before, String after) {
        if (!before.equals(after)) {
            store.note(handle, id, by, kind, "%s → %s".formatted(before, after));
        }
    }
}
