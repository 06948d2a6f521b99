package io.mistnet.node.relational;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
class PostgresBackupTest {

    @Test
    void aBackupBringsBackWhatWasThereAndNothingThatCameSince() throws Exception {
        assumeTrue(PostgresServer.isInstalled(), PostgresServer.MISSING);
        try (PostgresServer server = PostgresServer.start()) {
            DatabaseSettings settings = server.freshDatabase();
            Path backup;
            try (RelationalDatabase database = RelationalDatabase.open(settings)) {
                addToken(database, "before");
                backup = server.backUp(settings);
                addToken(database, "since");
            }

            server.restore(backup, settings);

            try (RelationalDatabase database = RelationalDatabase.open(settings)) {
                List<String> names = database.inTransaction(handle -> handle.createQuery("SELECT name FROM api_token")
                        .mapTo(String.class)
                        .list());
                assertThat(names).containsExactly("before");
                addToken(database, "later");
            }
        }
    }

    private static void addToken(RelationalDatabase database, String name) {
        database.inTransaction(handle -> handle.execute(
                "INSERT INTO api_token (name, token_hash, roles, created_at, expires_at) VALUES (?, ?, 'auditor', CURRENT_TIMESTAMP, CURRENT_TIMESTAMP)",
                name,
                name));
    }
}
