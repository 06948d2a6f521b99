package io.mistnet.node.relational;

import io.mistnet.node.config.NodeConfig;
import io.mistnet.node.identity.Password;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Where the relational database is.
 *
 * @param url a JDBC URL: {@code jdbc:h2:file:...} or {@code jdbc:postgresql://...}
 * @param user the database's user; empty where the URL names one or none is needed
 * @param password that user's password; empty where none is needed
 * @param connections the most connections at once
 * @param patience how long somebody waits for one of them before the database counts as away
 */
public record DatabaseSettings(
        String url, Optional<String> user, Optional<Password> password, int connections, Duration patience) {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final int EMBEDDED_CONNECTIONS = 8;
    private static final int CACHE_SHARE = 5;
    private static final long MOST_CACHE_KILOBYTES = 512 * 1024;
    private static final String EMBEDDED = "jdbc:h2:file:";

    /** H2 loses its file for the rest of the process where a thread is interrupted that reads from it; so named, it opens it anew. */
    private static final String UNINTERRUPTED = "jdbc:h2:retry:";

    /** An H2 file in the node's data directory, which only this process opens. */
    public static DatabaseSettings embedded(Path dataDirectory) {
        return new DatabaseSettings(
                "%s%s;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;DB_CLOSE_ON_EXIT=FALSE;LOCK_TIMEOUT=10000;CACHE_SIZE=%d"
                        .formatted(EMBEDDED, dataDirectory.resolve("casework").toAbsolutePath(), cacheKilobytes()),
                Optional.empty(),
                Optional.empty(),
                EMBEDDED_CONNECTIONS,
                PATIENCE);
    }

    /** As node.conf has it. */
    public static DatabaseSettings of(NodeConfig config) throws IOException {
        NodeConfig.Database database = config.database();
        if (database.url().isEmpty()) {
            return embedded(config.dataDirectory());
        }
        Optional<Password> password = Optional.empty();
        if (database.passwordFile().isPresent()) {
            password = Optional.of(Password.fromFile(database.passwordFile().get()));
        }
        return new DatabaseSettings(database.url().get(), database.user(), password, database.connections(), PATIENCE);
    }

    /** The same with another patience. */
    DatabaseSettings withPatience(Duration other) {
        return new DatabaseSettings(url, user, password, connections, other);
    }

    /** What to connect to. */
    String driverUrl() {
        return url.startsWith(EMBEDDED) ? UNINTERRUPTED + url.substring(EMBEDDED.length()) : url;
    }

    /** Three times what H2 takes by itself, so that the indexes of a hundred thousand alerts stay in memory where a node has some. */
    private static long cacheKilobytes() {
        return Math.min(MOST_CACHE_KILOBYTES, Runtime.getRuntime().maxMemory() / CACHE_SHARE / 1024);
    }

    /** The file without its ending, where it is an H2 file; otherwise empty. */
    Optional<Path> embeddedFile() {
        return url.startsWith(EMBEDDED)
                ? Optional.of(Path.of(url.substring(EMBEDDED.length()).split(";", 2)[0]))
                : Optional.empty();
    }

    /** Where it is, without what may be secret in the URL's parameters. */
    String place() {
        return url.split("[;?]", 2)[0];
    }
}
