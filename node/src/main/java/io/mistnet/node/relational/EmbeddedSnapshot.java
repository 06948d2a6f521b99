package io.mistnet.node.relational;

import io.mistnet.node.storage.DurableFile;
import io.mistnet.node.storage.ProcessLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import javax.sql.DataSource;
import org.h2.tools.Restore;

/**
 * A copy of an H2 file from before its tables are made or changed, beside it. One that is still there says that the change failed, or that the process was killed in it: then the copy counts.
 *
 * @param database the database's file, without its ending
 */
record EmbeddedSnapshot(Path database) {

    /** Empty where the database is no H2 file. */
    static Optional<EmbeddedSnapshot> of(DatabaseSettings settings) {
        return settings.embeddedFile().map(EmbeddedSnapshot::new);
    }

    /**
     * Keeps other processes from taking or restoring a copy until it is closed: they would put it over a file that this one has open.
     *
     * @param patience with one that does so now
     * @return empty where one does so for longer
     */
    Optional<ProcessLock> alone(Duration patience) throws IOException {
        Path lock = beside(".start.lock");
        Files.createDirectories(lock.getParent());
        return ProcessLock.take(lock, patience);
    }

    /** Takes it; whole or not at all. */
    void take(DataSource connections) throws IOException {
        Path draft = beside(".before-migration.draft");
        Files.deleteIfExists(draft);
        try (Connection connection = connections.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("BACKUP TO '%s'".formatted(draft.toString().replace("'", "''")));
        } catch (SQLException e) {
            throw new IOException(
                    "no copy of the database can be written to %s: %s".formatted(draft, e.getMessage()), e);
        }
        DurableFile.move(draft, copy());
    }

    /** Puts the copy in the database's place, if there is one. Nothing may be connected. */
    void restoreIfLeft() throws IOException {
        if (Files.exists(copy())) {
            Restore.execute(
                    copy().toString(), database.resolveSibling("").toString(), String.valueOf(database.getFileName()));
            delete();
        }
    }

    void delete() throws IOException {
        Files.deleteIfExists(copy());
    }

    private Path copy() {
        return beside(".before-migration.zip");
    }

    private Path beside(String ending) {
        return database.resolveSibling(database.getFileName() + ending);
    }
}
