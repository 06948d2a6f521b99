package io.mistnet.node.relational;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
class PostgresAwayTest {

    private static final int ATTEMPTS = 10;

    @BeforeAll
    static void postgresIsInstalled() {
        assumeTrue(PostgresServer.isInstalled(), PostgresServer.MISSING);
    }

    @Test
    void aDatabaseThatGoesAwaySaysSoAndWorksAgainWhenItIsBack() throws Exception {
        try (PostgresServer server = PostgresServer.start();
                RelationalDatabase database = RelationalDatabase.open(server.freshDatabase())) {
            assertThat(database.answers()).isTrue();

            server.pause();
            for (int i = 0; i < 3; i++) {
                assertThatThrownBy(() -> database.inTransaction(handle -> handle.execute("SELECT 1")))
                        .isInstanceOf(DatabaseAwayException.class);
            }
            assertThat(database.answers()).isFalse();

            server.resume();
            answersSoon(database);
        }
    }

    /** The pool tries again after a pause, of seconds at most. */
    private static void answersSoon(RelationalDatabase database) {
        for (int i = 0; i < ATTEMPTS && !database.answers(); i++) {
            assertThat(i).isLessThan(ATTEMPTS - 1);
        }
    }

    @Test
    void aTransactionThatIsUnderWayWhenTheDatabaseGoesAwayFailsAsAway() throws Exception {
        try (PostgresServer server = PostgresServer.start();
                RelationalDatabase database = RelationalDatabase.open(server.freshDatabase())) {
            assertThatThrownBy(() -> database.inTransaction(handle -> {
                        server.pause();
                        return handle.execute("SELECT 1");
                    }))
                    .isInstanceOf(DatabaseAwayException.class);
        }
    }
}
