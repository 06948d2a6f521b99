package io.mistnet.node.relational;

import java.io.IOException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/**
 * The scripts that make and change the tables, in the order of their versions. All that a database lacks run together: where one fails, the tables are as they were, by a transaction in PostgreSQL and by
 * {@link EmbeddedSnapshot} in H2, whose statements on tables are in no transaction.
 */
final class Migrations {

    static final String SCRIPTS = "classpath:io/mistnet/node/relational/migration";

    private final String[] scripts;

    Migrations(String... scripts) {
        this.scripts = scripts.clone();
    }

    /** Whether the database lacks any of them, as a new one does. */
    boolean arePending(DataSource database) throws IOException {
        try {
            return flyway(database).info().pending().length > 0;
        } catch (FlywayException e) {
            throw failed(e);
        }
    }

    /** @throws IOException where a script fails; the message names it */
    void run(DataSource database) throws IOException {
        try {
            flyway(database).migrate();
        } catch (FlywayException e) {
            throw failed(e);
        }
    }

    private static IOException failed(FlywayException e) {
        return new IOException(
                "the database's tables cannot be brought to this version, and are as they were: " + e.getMessage(), e);
    }

    private Flyway flyway(DataSource database) {
        return Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(database)
                .locations(scripts)
                .group(true)
                .load();
    }
}
