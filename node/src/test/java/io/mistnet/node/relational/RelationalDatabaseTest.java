package io.mistnet.node.relational;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

@OnEveryDatabase
class RelationalDatabaseTest {

    private static final String BROKEN = "classpath:io/mistnet/node/relational/broken";

    private final DatabaseSettings settings;

    RelationalDatabaseTest(DatabaseSettings settings) {
        this.settings = settings;
    }

    @Test
    void anEmptyDatabaseGetsTheTables() throws IOException {
        try (RelationalDatabase database = RelationalDatabase.open(settings)) {
            assertThat(database.answers()).isTrue();
            assertThat(accounts(database)).isZero();
        }
    }

    @Test
    void whatIsWrittenIsThereAfterARestart() throws IOException {
        writeOneAccount();
        try (RelationalDatabase database = RelationalDatabase.open(settings)) {
            assertThat(accounts(database)).isEqualTo(1);
        }
    }

    @Test
    void workThatThrowsIsUndone() throws IOException {
        try (RelationalDatabase database = RelationalDatabase.open(settings)) {
            assertThatThrownBy(() -> database.inTransaction(handle -> {
                        handle.execute(INSERT);
                        throw new IllegalStateException("no");
                    }))
                    .hasMessage("no");
            assertThat(accounts(database)).isZero();
        }
    }

    @Test
    void aMigrationThatFailsIsNamedAndLeavesTheOldTablesUsable() throws IOException {
        writeOneAccount();
        assertThatThrownBy(() -> RelationalDatabase.open(settings, Migrations.SCRIPTS, BROKEN))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("V901__fails.sql")
                .hasMessageContaining("as they were");
        try (RelationalDatabase database = RelationalDatabase.open(settings)) {
            assertThat(accounts(database)).isEqualTo(1);
            assertThatThrownBy(() -> database.inTransaction(handle -> handle.execute("SELECT * FROM half_done")))
                    .isNotInstanceOf(DatabaseAwayException.class);
        }
    }

    @Test
    void aMigrationThatFailedIsTriedAgainByTheNextStart() throws IOException {
        writeOneAccount();
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> RelationalDatabase.open(settings, Migrations.SCRIPTS, BROKEN))
                    .hasMessageContaining("V901__fails.sql");
        }
    }

    private void writeOneAccount() throws IOException {
        try (RelationalDatabase database = RelationalDatabase.open(settings)) {
            database.inTransaction(handle -> handle.execute(INSERT));
        }
    }

    private static final String INSERT = """
            INSERT INTO local_account (name, display_name, roles, password_hash, created, password_changed, version)
            VALUES ('anna', 'Anna', 'analyst ', 'x', TIMESTAMP WITH TIME ZONE '2026-01-01 00:00:00+00', TIMESTAMP WITH TIME ZONE '2026-01-01 00:00:00+00', 1)
            """;

    private static int accounts(RelationalDatabase database) {
        return database.inTransaction(handle -> handle.createQuery("SELECT count(display_name) FROM local_account")
                .mapTo(Integer.class)
                .one());
    }
}
