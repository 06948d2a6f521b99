package io.mistnet.node.casework;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Cases as rows, and what every change of one begins with: that it is there, that the visitor works on it, that it is as they saw it. */
final class CaseRows {

    static final String COLUMNS = """
            c.id, c.reference, c.title, c.legal_basis, c.state, c.owner_id, owner.name AS owner_name,
            c.opened_at, c.closed_at, c.retention_days, c.version
            """;

    static final String TABLES = "case_file c JOIN case_person owner ON owner.id = c.owner_id";

    private CaseRows() {}

    static CaseFile read(ResultSet row) throws SQLException {
        return new CaseFile(
                row.getLong("id"),
                row.getString("reference"),
                row.getString("title"),
                row.getString("legal_basis"),
                CaseState.valueOf(row.getString("state")),
                People.person(row, "owner"),
                instant(row.getTimestamp("opened_at")),
                optional(row.getTimestamp("closed_at")),
                row.getInt("retention_days"),
                row.getLong("version"));
    }

    static Optional<CaseFile> find(Handle handle, long id) {
        return handle.createQuery("SELECT %s FROM %s WHERE c.id = :id".formatted(COLUMNS, TABLES))
                .bind("id", id)
                .map((row, context) -> read(row))
                .findOne();
    }

    static CaseFile require(Handle handle, long id) {
        return find(handle, id).orElseThrow(() -> new UnknownItemException("case"));
    }

    /** Whether they own the case or work on it. */
    static boolean isOf(Handle handle, CaseFile file, String user) {
        return file.owner().id().equals(user)
                || handle.createQuery("SELECT COUNT(*) FROM case_member WHERE case_id = :case AND person_id = :person")
                                .bind("case", file.id())
                                .bind("person", user)
                                .mapTo(Integer.class)
                                .one()
                        > 0;
    }

    static CaseFile requireOwn(Handle handle, long id, String user) {
        CaseFile file = require(handle, id);
        if (!isOf(handle, file, user)) {
            throw new NotAllowedException(NotAllowedException.Reason.NOT_YOUR_CASE);
        }
        return file;
    }

    /** An open case of theirs, which nobody closes before the transaction ends. */
    static CaseFile requireOwnOpen(Handle handle, long id, String user) {
        handle.createQuery("SELECT id FROM case_file WHERE id = :id FOR UPDATE")
                .bind("id", id)
                .mapTo(Long.class)
                .findOne();
        CaseFile file = requireOwn(handle, id, user);
        if (!file.isOpen()) {
            throw UnfitEntryException.of(Field.CASE, Problem.Kind.CLOSED);
        }
        return file;
    }

    static Instant instant(Timestamp time) {
        return time.toInstant();
    }

    static Optional<Instant> optional(@Nullable Timestamp time) {
        return Optional.ofNullable(time).map(Timestamp::toInstant);
    }

    static OptionalLong optionalLong(ResultSet row, String column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(value);
    }
}
