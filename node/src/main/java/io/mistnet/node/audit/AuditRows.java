package io.mistnet.node.audit;

import io.mistnet.node.network.Sha256;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Query;

/** Lines of the audit log as rows. */
final class AuditRows {

    private AuditRows() {}

    static void insert(Handle handle, List<AuditEntry> entries) {
        if (entries.isEmpty()) {
            return;
        }
        PreparedBatch batch = handle.prepareBatch("""
                INSERT INTO audit_line (sequence, kind, written_at, hash, user_id, case_reference, legal_basis,
                  action, subject, size, outcome, found)
                VALUES (:sequence, :kind, :at, :hash, :user, :case, :basis,
                  :action, :subject, :size, :outcome, :found)
                """);
        entries.forEach(entry -> batch.bind("sequence", entry.sequence())
                .bind("kind", entry.kind())
                .bind("at", entry.at())
                .bind("hash", entry.hash())
                .bind("user", entry.user())
                .bind("case", entry.caseReference())
                .bind("basis", entry.legalBasis())
                .bind("action", entry.action())
                .bind("subject", entry.subject())
                .bind("size", entry.size())
                .bind("outcome", entry.outcome())
                .bind("found", entry.found())
                .add());
        batch.execute();
    }

    /** The line with the highest number. */
    static Optional<Anchor> last(Handle handle) {
        return handle.createQuery("SELECT sequence, hash FROM audit_line ORDER BY sequence DESC LIMIT 1")
                .map((row, context) -> new Anchor(row.getLong("sequence"), new Sha256(row.getString("hash"))))
                .findOne();
    }

    /** Some lines from one number on, in their order. */
    static List<AuditEntry> from(Handle handle, long sequence, int limit) {
        return handle.createQuery("SELECT * FROM audit_line WHERE sequence >= :from ORDER BY sequence LIMIT :limit")
                .bind("from", sequence)
                .bind("limit", limit)
                .map((row, context) -> read(row))
                .list();
    }

    static int deleteFrom(Handle handle, long sequence) {
        return handle.createUpdate("DELETE FROM audit_line WHERE sequence >= :from")
                .bind("from", sequence)
                .execute();
    }

    /** @param older whether the lines before {@code edge} are read, the newest first, or those after it, the oldest first */
    static List<AuditEntry> entries(Handle handle, AuditFilter filter, boolean older, long edge, int limit) {
        Query query = handle.createQuery(
                        "SELECT * FROM audit_line WHERE sequence %s :edge%s ORDER BY sequence %s LIMIT :limit"
                                .formatted(older ? "<" : ">", conditions(filter), older ? "DESC" : "ASC"))
                .bind("edge", edge)
                .bind("limit", limit);
        filter.user().ifPresent(user -> query.bind("user", plain(user)));
        filter.caseReference().ifPresent(reference -> query.bind("case", plain(reference)));
        filter.action().ifPresent(action -> query.bind("action", plain(action)));
        filter.from().ifPresent(from -> query.bind("from", from));
        filter.until().ifPresent(until -> query.bind("until", until));
        return query.map((row, context) -> read(row)).list();
    }

    private static String conditions(AuditFilter filter) {
        StringBuilder conditions = new StringBuilder();
        filter.user().ifPresent(user -> conditions.append(" AND user_id = :user"));
        filter.caseReference().ifPresent(reference -> conditions.append(" AND case_reference = :case"));
        filter.action().ifPresent(action -> conditions.append(" AND action = :action"));
        filter.from().ifPresent(from -> conditions.append(" AND written_at >= :from"));
        filter.until().ifPresent(until -> conditions.append(" AND written_at < :until"));
        return conditions.toString();
    }

    /** PostgreSQL takes no zero characters, and no line has any. */
    private static String plain(String text) {
        return text.replace("\0", "\uFFFD");
    }

    private static AuditEntry read(ResultSet row) throws SQLException {
        return new AuditEntry(
                row.getLong("sequence"),
                row.getString("kind"),
                row.getTimestamp("written_at").toInstant(),
                row.getString("hash"),
                row.getString("user_id"),
                row.getString("case_reference"),
                row.getString("legal_basis"),
                row.getString("action"),
                row.getString("subject"),
                row.getLong("size"),
                row.getString("outcome"),
                row.getLong("found"));
    }
}
