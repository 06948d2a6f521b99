package io.mistnet.node.api.frame;

import io.mistnet.node.network.Sha256;
import io.mistnet.node.relational.RelationalDatabase;
import io.mistnet.node.relational.StatementFailedException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.OptionalInt;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/** Requests by their keys, with their answers, for a day. Whoever begins a key first has it, though two begin it at once. Thread-safe; calls block. */
final class RequestKeys {

    static final Duration KEPT = Duration.ofHours(24);

    private final RelationalDatabase database;
    private final InstantSource clock;

    RequestKeys(RelationalDatabase database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /** The key of a token's request. */
    record Key(String token, String text) {}

    /**
     * A request that was begun.
     *
     * @param hash of what was asked for
     * @param begunAt when
     * @param status of its answer; empty while there is none
     * @param headers of its answer, a line for each
     * @param body of its answer; empty where that has none
     */
    record Begun(Sha256 hash, Instant begunAt, OptionalInt status, String headers, Optional<String> body) {}

    /**
     * Begins a request.
     *
     * @return the request that has the key; empty where this one has it now
     */
    Optional<Begun> begin(Key key, Sha256 hash) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        deleteOld(now);
        if (insert(key, hash, now)) {
            return Optional.empty();
        }
        return Optional.of(find(key).orElseGet(() -> new Begun(hash, now, OptionalInt.empty(), "", Optional.empty())));
    }

    /** Keeps the answer to a request that was begun. */
    void keep(Key key, int status, String headers, Optional<String> body) {
        database.inTransaction(handle -> {
            try (Update update = handle.createUpdate("""
                    UPDATE api_request SET status = :status, headers = :headers, body = :body
                    WHERE token_name = :token AND request_key = :key""")) {
                return bound(update, key)
                        .bind("status", status)
                        .bind("headers", headers)
                        .bind("body", body.orElse(null))
                        .execute();
            }
        });
    }

    /** Gives a key back whose request did nothing. */
    void release(Key key) {
        database.inTransaction(handle -> {
            try (Update update = handle.createUpdate(
                    "DELETE FROM api_request WHERE token_name = :token AND request_key = :key AND status IS NULL")) {
                return bound(update, key).execute();
            }
        });
    }

    private void deleteOld(Instant now) {
        database.inTransaction(handle -> {
            try (Update update = handle.createUpdate("DELETE FROM api_request WHERE begun_at < :before")) {
                return update.bind("before", time(now.minus(KEPT))).execute();
            }
        });
    }

    private boolean insert(Key key, Sha256 hash, Instant now) {
        try {
            return database.inTransaction(handle -> insert(handle, key, hash, now));
        } catch (StatementFailedException e) {
            if (e.isDuplicate()) {
                return false;
            }
            throw e;
        }
    }

    private static boolean insert(Handle handle, Key key, Sha256 hash, Instant now) {
        try (Update insert = handle.createUpdate("""
                INSERT INTO api_request (token_name, request_key, request_hash, begun_at)
                VALUES (:token, :key, :hash, :now) ON CONFLICT DO NOTHING""")) {
            return bound(insert, key)
                            .bind("hash", hash.hex())
                            .bind("now", time(now))
                            .execute()
                    > 0;
        }
    }

    private Optional<Begun> find(Key key) {
        return database.inTransaction(handle -> {
            try (Query query = handle.createQuery("""
                    SELECT request_hash, begun_at, status, headers, body FROM api_request
                    WHERE token_name = :token AND request_key = :key""")) {
                return query.bind("token", key.token())
                        .bind("key", key.text())
                        .map((row, context) -> new Begun(
                                new Sha256(row.getString("request_hash")),
                                row.getObject("begun_at", OffsetDateTime.class).toInstant(),
                                row.getObject("status") == null
                                        ? OptionalInt.empty()
                                        : OptionalInt.of(row.getInt("status")),
                                orNothing(row.getString("headers")),
                                Optional.ofNullable(row.getString("body"))))
                        .findOne();
            }
        });
    }

    private static Update bound(Update update, Key key) {
        return update.bind("token", key.token()).bind("key", key.text());
    }

    private static String orNothing(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
