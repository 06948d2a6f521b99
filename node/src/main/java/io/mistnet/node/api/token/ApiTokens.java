package io.mistnet.node.api.token;

import io.mistnet.node.access.UserRole;
import io.mistnet.node.network.Sha256;
import io.mistnet.node.relational.RelationalDatabase;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.Update;

/** The institution's tokens. Thread-safe; calls block. */
public final class ApiTokens {

    /** For how long a token is good at most. */
    public static final Duration LONGEST = Duration.ofDays(731);

    /** A use is written down when the last one that was is older than this: not every request changes a row. */
    private static final Duration USE_NOTED_AFTER = Duration.ofMinutes(1);

    private static final String NO_HASH = "0".repeat(64);

    private final RelationalDatabase database;
    private final InstantSource clock;

    public ApiTokens(RelationalDatabase database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Makes a token for which nobody answers. */
    public String add(String name, Set<UserRole> roles, Instant expires, SecureRandom random) {
        return add(name, Optional.empty(), roles, expires, random);
    }

    /**
     * Makes a token.
     *
     * @param owner who answers for it, as the audit log names them; without one it cannot ask for what takes two people
     * @return its text, which cannot be had again
     * @throws IllegalArgumentException where there is or was one of this name, it has no role, or does not expire in time
     */
    public String add(String name, Optional<String> owner, Set<UserRole> roles, Instant expires, SecureRandom random) {
        ApiToken.requireName(name);
        owner.ifPresent(ApiToken::requireOwner);
        if (roles.isEmpty()) {
            throw new IllegalArgumentException("roles: expected at least one");
        }
        Instant now = now();
        if (!expires.isAfter(now) || expires.isAfter(now.plus(LONGEST))) {
            throw new IllegalArgumentException(
                    "expires: expected a time from now on, at most %d days away".formatted(LONGEST.toDays()));
        }
        TokenSecret secret = TokenSecret.draw(random);
        if (!database.inTransaction(handle -> insert(handle, name, owner, roles, expires, now, secret.hash()))) {
            throw new IllegalArgumentException(
                    "name: there is or was a token %s; the audit log names it, so take another name".formatted(name));
        }
        return secret.text();
    }

    /** All tokens, those that are no longer taken too, by name. */
    public List<ApiToken> all() {
        return database.inTransaction(handle -> {
            try (Query query = handle.createQuery("SELECT * FROM api_token ORDER BY name")) {
                return query.map((row, context) -> TokenRows.token(row)).list();
            }
        });
    }

    /**
     * Ends a token, from the next request on.
     *
     * @return whether there was one of this name that had not ended
     */
    public boolean revoke(String name) {
        return database.inTransaction(handle -> {
            try (Update update = handle.createUpdate(
                    "UPDATE api_token SET revoked_at = :now WHERE name = :name AND revoked_at IS NULL")) {
                return update.bind("now", time(now())).bind("name", name).execute() > 0;
            }
        });
    }

    /**
     * The token with this text, good or not. What does not look like one is none: no statement runs for it. For the rest the database is asked for the text's hash alone, and the same statements run for every text: the time
     * that it takes tells nothing of what is kept.
     *
     * @return empty where there is none
     */
    public Optional<ApiToken> find(String text) {
        TokenSecret secret = new TokenSecret(text);
        if (!secret.hasShape()) {
            return Optional.empty();
        }
        Sha256 hash = secret.hash();
        Instant now = now();
        return database.inTransaction(handle -> {
            noteUse(handle, hash, now);
            Optional<TokenRows.Kept> kept = TokenRows.find(handle, hash);
            String keptHash = kept.map(TokenRows.Kept::hash).orElse(NO_HASH);
            boolean same = MessageDigest.isEqual(hash.bytes(), new Sha256(keptHash).bytes());
            return kept.filter(found -> same).map(TokenRows.Kept::token);
        });
    }

    private static void noteUse(Handle handle, Sha256 hash, Instant now) {
        try (Update update = handle.createUpdate("""
                UPDATE api_token SET last_used_at = :now
                WHERE token_hash = :hash AND revoked_at IS NULL AND expires_at > :now
                  AND (last_used_at IS NULL OR last_used_at < :before)""")) {
            update.bind("now", time(now))
                    .bind("hash", hash.hex())
                    .bind("before", time(now.minus(USE_NOTED_AFTER)))
                    .execute();
        }
    }

    private static boolean insert(
            Handle handle,
            String name,
            Optional<String> owner,
            Set<UserRole> roles,
            Instant expires,
            Instant now,
            Sha256 hash) {
        Stream<String> ids = roles.stream().sorted().map(UserRole::id);
        try (Update insert = handle.createUpdate("""
                INSERT INTO api_token (name, owner_id, token_hash, roles, created_at, expires_at)
                VALUES (:name, :owner, :hash, :roles, :now, :expires) ON CONFLICT DO NOTHING""")) {
            return insert.bind("name", name)
                            .bind("owner", owner.orElse(null))
                            .bind("hash", hash.hex())
                            .bind("roles", String.join(" ", ids.toList()))
                            .bind("now", time(now))
                            .bind("expires", time(expires.truncatedTo(ChronoUnit.MILLIS)))
                            .execute()
                    > 0;
        }
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
