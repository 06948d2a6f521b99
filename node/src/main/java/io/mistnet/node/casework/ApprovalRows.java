package io.mistnet.node.casework;

import io.mistnet.node.access.Person;
import io.mistnet.node.access.User;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Requests for approval as rows. */
final class ApprovalRows {

    static final String SELECT = """
            SELECT r.id, r.batch_id, b.case_id, c.reference AS case_reference, b.legal_basis,
              r.person_id, p.name AS person_name, r.asked_at, r.reason, r.evaluations, r.draft, r.expires_at,
              r.owner_id, r.state, r.decided_by AS decider_id, d.name AS decider_name, r.decided_at, r.refusal, r.version
            FROM approval_request r
              JOIN lookup_batch b ON b.id = r.batch_id
              JOIN case_file c ON c.id = b.case_id
              JOIN case_person p ON p.id = r.person_id
              LEFT JOIN case_person d ON d.id = r.decided_by
            """;

    private ApprovalRows() {}

    static ApprovalRequest read(ResultSet row) throws SQLException {
        Person decider = People.person(row, "decider");
        return new ApprovalRequest(
                row.getLong("id"),
                row.getLong("batch_id"),
                row.getLong("case_id"),
                row.getString("case_reference"),
                row.getString("legal_basis"),
                People.person(row, "person"),
                Optional.ofNullable(row.getString("owner_id")),
                CaseRows.instant(row.getTimestamp("asked_at")),
                row.getString("reason"),
                row.getLong("evaluations"),
                row.getString("draft"),
                CaseRows.instant(row.getTimestamp("expires_at")),
                ApprovalState.valueOf(row.getString("state")),
                row.getString("decider_id") == null ? Optional.empty() : Optional.of(decider),
                CaseRows.optional(row.getTimestamp("decided_at")),
                row.getString("refusal"),
                row.getLong("version"));
    }

    static Optional<ApprovalRequest> find(Handle handle, long id) {
        return handle.createQuery(SELECT + " WHERE r.id = :id")
                .bind("id", id)
                .map((row, context) -> read(row))
                .findOne();
    }

    static List<ApprovalRequest> ofBatch(Handle handle, long batch) {
        return handle.createQuery(SELECT + " WHERE r.batch_id = :batch ORDER BY r.id")
                .bind("batch", batch)
                .map((row, context) -> read(row))
                .list();
    }

    static long insert(
            Handle handle,
            long batch,
            User by,
            String reason,
            long evaluations,
            String seal,
            String draft,
            Instant expires,
            Instant at) {
        return handle.createUpdate("""
                        INSERT INTO approval_request (batch_id, person_id, owner_id, asked_at, reason, evaluations,
                          list_seal, draft, expires_at, state, refusal, approval, version)
                        VALUES (:batch, :person, :owner, :at, :reason, :evaluations,
                          :seal, :draft, :expires, 'WAITING', '', '', 1)
                        """)
                .bind("batch", batch)
                .bind("person", by.id())
                .bind("owner", by.owner().orElse(null))
                .bind("seal", seal)
                .bind("at", at)
                .bind("reason", reason)
                .bind("evaluations", evaluations)
                .bind("draft", draft)
                .bind("expires", expires)
                .executeAndReturnGeneratedKeys("id")
                .mapTo(Long.class)
                .one();
    }

    /** @return how many rows changed: 1, or 0 where somebody has decided by now */
    static int decide(
            Handle handle,
            long id,
            long version,
            ApprovalState state,
            String person,
            Instant at,
            String refusal,
            String approval) {
        return handle.createUpdate("""
                        UPDATE approval_request SET state = :state, decided_by = :person, decided_at = :at,
                          refusal = :refusal, approval = :approval, version = version + 1
                        WHERE id = :id AND version = :version AND state = 'WAITING'
                        """)
                .bind("state", state.name())
                .bind("person", person)
                .bind("at", at)
                .bind("refusal", refusal)
                .bind("approval", approval)
                .bind("id", id)
                .bind("version", version)
                .execute();
    }

    static void withdraw(Handle handle, long batch) {
        handle.createUpdate("""
                        UPDATE approval_request SET state = 'WITHDRAWN', version = version + 1
                        WHERE batch_id = :batch AND state = 'WAITING'
                        """).bind("batch", batch).execute();
    }

    /** The seal of the list for which that approval was asked; empty where it was asked for before lists were sealed. */
    static Optional<String> approvedSeal(Handle handle, long batch) {
        return handle.createQuery("""
                        SELECT COALESCE(list_seal, '') FROM approval_request
                        WHERE batch_id = :batch AND state = 'APPROVED' ORDER BY id DESC LIMIT 1
                        """).bind("batch", batch).mapTo(String.class).findOne();
    }

    /** The newest approval of a batch, as text. */
    static Optional<String> approved(Handle handle, long batch) {
        return handle.createQuery("""
                        SELECT approval FROM approval_request
                        WHERE batch_id = :batch AND state = 'APPROVED' ORDER BY id DESC LIMIT 1
                        """).bind("batch", batch).mapTo(String.class).findOne();
    }
}
