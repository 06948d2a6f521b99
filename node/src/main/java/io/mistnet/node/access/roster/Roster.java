package io.mistnet.node.access.roster;

import io.mistnet.node.network.Sha256;
import io.mistnet.node.relational.RelationalDatabase;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * The accounts and tokens of a moment, as their rows say, whoever wrote those. No secret is in it: of passwords' and tokens' hashes it has hashes.
 *
 * @param entries by {@code accounts/NAME} or {@code tokens/NAME} what each is made of
 */
record Roster(Map<String, Map<String, String>> entries) {

    static final String ACCOUNTS = "accounts/";
    static final String ROLES = "roles";

    private static final String TOKENS = "tokens/";

    Roster {
        entries = new TreeMap<>(entries);
    }

    static Roster read(RelationalDatabase database) {
        return database.inTransaction(handle -> {
            Map<String, Map<String, String>> entries = new TreeMap<>();
            readAccounts(handle, entries);
            readTokens(handle, entries);
            return new Roster(entries);
        });
    }

    private static void readAccounts(Handle handle, Map<String, Map<String, String>> entries) {
        handle.createQuery(
                        "SELECT name, display_name, roles, password_hash, password_changed, created FROM local_account")
                .map((row, context) -> Map.entry(
                        ACCOUNTS + row.getString("name"),
                        Map.of(
                                ROLES,
                                roles(row),
                                "display-name",
                                hash(row.getString("display_name")),
                                "password",
                                hash(row.getString("password_hash") + time(row, "password_changed")),
                                "created",
                                time(row, "created"))))
                .forEach(entry -> entries.put(entry.getKey(), entry.getValue()));
    }

    private static void readTokens(Handle handle, Map<String, Map<String, String>> entries) {
        handle.createQuery(
                        "SELECT name, owner_id, token_hash, roles, created_at, expires_at, revoked_at FROM api_token")
                .map((row, context) -> Map.entry(
                        TOKENS + row.getString("name"),
                        Map.of(
                                ROLES,
                                roles(row),
                                "owner",
                                Optional.ofNullable(row.getString("owner_id")).orElse("none"),
                                "secret",
                                hash(row.getString("token_hash")),
                                "created",
                                time(row, "created_at"),
                                "expires",
                                time(row, "expires_at"),
                                "revoked",
                                time(row, "revoked_at"))))
                .forEach(entry -> entries.put(entry.getKey(), entry.getValue()));
    }

    private static String roles(ResultSet row) throws SQLException {
        return Arrays.stream(row.getString("roles").strip().split(" +"))
                .sorted()
                .collect(Collectors.joining("-"));
    }

    private static String time(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
                .map(time -> time.toInstant().toString())
                .orElse("none");
    }

    private static String hash(String text) {
        return Sha256.of(text.getBytes(StandardCharsets.UTF_8)).hex();
    }
}
