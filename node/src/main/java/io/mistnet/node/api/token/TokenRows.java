package io.mistnet.node.api.token;

import io.mistnet.node.access.UserRole;
import io.mistnet.node.network.Sha256;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** Tokens as rows. */
final class TokenRows {

    private TokenRows() {}

    /** A token with the hash of its secret. */
    record Kept(ApiToken token, String hash) {

        @Override
        public String toString() {
            return "Kept[" + token.name() + "]";
        }
    }

    static Optional<Kept> find(Handle handle, Sha256 hash) {
        try (Query query = handle.createQuery("SELECT * FROM api_token WHERE token_hash = :hash")) {
            return query.bind("hash", hash.hex())
                    .map((row, context) -> new Kept(token(row), row.getString("token_hash")))
                    .findOne();
        }
    }

    static ApiToken token(ResultSet row) throws SQLException {
        return new ApiToken(
                row.getString("name"),
                Optional.ofNullable(row.getString("owner_id")),
                roles(row.getString("roles")),
                time(row, "created_at").orElseThrow(),
                time(row, "expires_at").orElseThrow(),
                time(row, "revoked_at"),
                time(row, "last_used_at"));
    }

    /** A role that this version does not know gives nothing. */
    private static Set<UserRole> roles(String ids) {
        Set<String> kept = Set.copyOf(Arrays.asList(ids.split(" ")));
        return Arrays.stream(UserRole.values())
                .filter(role -> kept.contains(role.id()))
                .collect(Collectors.toSet());
    }

    private static Optional<Instant> time(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }
}
