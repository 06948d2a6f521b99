package io.mistnet.node.relational;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import io.mistnet.node.storage.ProcessLock;
import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientException;
import java.time.Duration;
import java.util.Optional;
import org.h2.api.ErrorCode;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.statement.StatementExceptions.MessageRendering;
import org.jspecify.annotations.NonNull;

/**
 * A pool of connections to the database, whose tables are those of this version. Thread-safe; calls block.
 *
 * <p>The tables are made and changed by {@link Migrations}. The scripts, and all statements, are SQL that H2 and PostgreSQL both take.
 */
public final class RelationalDatabase implements AutoCloseable {

    /** A database that is not there is said to be so at once. One that is slow is waited for: at the start nobody else waits. */
    private static final Duration THERE = Duration.ofSeconds(2);

    private static final Duration START = Duration.ofSeconds(30);
    private static final Duration SIGN_IN = Duration.ofSeconds(10);

    private final HikariDataSource pool;
    private final Jdbi jdbi;

    private RelationalDatabase(HikariDataSource pool) {
        this.pool = pool;
        this.jdbi = Jdbi.create(pool);
        // Messages would otherwise quote the statement's values, which are account numbers and selectors
        jdbi.getConfig(StatementExceptions.class).setMessageRendering(MessageRendering.NONE);
    }

    /**
     * Connects, and brings the tables to this version.
     *
     * @throws IOException where the database is not there, or its tables cannot be brought to this version; the message says which
     */
    public static RelationalDatabase open(DatabaseSettings settings) throws IOException {
        return open(settings, Migrations.SCRIPTS);
    }

    /** The same, with scripts from other places. */
    static RelationalDatabase open(DatabaseSettings settings, String... scripts) throws IOException {
        Migrations migrations = new Migrations(scripts);
        Optional<EmbeddedSnapshot> snapshot = EmbeddedSnapshot.of(settings);
        if (snapshot.isEmpty()) {
            try (HikariDataSource atStart = connected(settings.withPatience(START))) {
                migrations.run(atStart);
                return new RelationalDatabase(connected(settings));
            }
        }
        try (ProcessLock alone = snapshot.get().alone(THERE).orElseThrow(() -> new IOException(held(settings)))) {
            return openEmbedded(settings, migrations, snapshot.get());
        }
    }

    private static RelationalDatabase openEmbedded(
            DatabaseSettings settings, Migrations migrations, EmbeddedSnapshot snapshot) throws IOException {
        snapshot.restoreIfLeft();
        try (HikariDataSource atStart = connected(settings.withPatience(START))) {
            if (migrations.arePending(atStart)) {
                snapshot.take(atStart);
            }
            migrations.run(atStart);
            snapshot.delete();
            return new RelationalDatabase(connected(settings));
        } finally {
            snapshot.restoreIfLeft();
        }
    }

    private static String held(DatabaseSettings settings) {
        return "%s is held by another process, most likely the running node; stop that first, or keep the tables in PostgreSQL (mistnet.database.url), where both may work at once"
                .formatted(settings.place());
    }

    /**
     * Runs {@code work} in a transaction, which is undone where it throws. Two transactions that touch the same rows: one of them throws.
     *
     * @throws DatabaseAwayException where the database does not answer; the transaction did not happen, or it is not known whether it did
     * @throws StatementFailedException where it refuses a statement
     */
    public <R extends @NonNull Object, X extends Exception> R inTransaction(HandleCallback<R, X> work) throws X {
        try {
            return jdbi.inTransaction(work);
        } catch (RuntimeException e) {
            throw awayOr(e);
        }
    }

    /** Whether the database answers at present. */
    public boolean answers() {
        try {
            return inTransaction(handle ->
                    handle.createQuery("SELECT 1").mapTo(Integer.class).one() == 1);
        } catch (RuntimeException e) {
            return false;
        }
    }

    @Override
    public void close() {
        pool.close();
    }

    private static HikariDataSource connected(DatabaseSettings settings) throws IOException {
        try {
            return new HikariDataSource(configuration(settings));
        } catch (HikariPool.PoolInitializationException e) {
            throw new IOException(whyAway(settings, e), e);
        }
    }

    private static String whyAway(DatabaseSettings settings, Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getErrorCode() == ErrorCode.DATABASE_ALREADY_OPEN_1) {
                return held(settings);
            }
        }
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return "no connection to the database %s: %s; check mistnet.database in node.conf"
                .formatted(settings.place(), root.getMessage());
    }

    private static HikariConfig configuration(DatabaseSettings settings) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("mistnet-database");
        config.setJdbcUrl(settings.driverUrl());
        settings.user().ifPresent(config::setUsername);
        settings.password().ifPresent(password -> config.setPassword(new String(password.characters())));
        if (settings.embeddedFile().isEmpty()) {
            // a batch goes to PostgreSQL as few statements of many rows
            config.addDataSourceProperty("reWriteBatchedInserts", "true");
            config.addDataSourceProperty("loginTimeout", String.valueOf(SIGN_IN.toSeconds()));
        }
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        config.setMaximumPoolSize(settings.connections());
        config.setConnectionTimeout(settings.patience().toMillis());
        config.setInitializationFailTimeout(THERE.toMillis());
        return config;
    }

    private static RuntimeException awayOr(RuntimeException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLTransientException
                    || cause instanceof SQLNonTransientConnectionException
                    || cause instanceof SQLException sql && isConnectionState(sql)) {
                return DatabaseAwayException.of(e);
            }
        }
        return e instanceof JdbiException ? StatementFailedException.of(e) : e;
    }

    /** SQL's class 08 is a connection that failed; 57P is PostgreSQL's shutdown. */
    private static boolean isConnectionState(SQLException e) {
        String state = e.getSQLState();
        return state != null && (state.startsWith("08") || state.startsWith("57P"));
    }
}
