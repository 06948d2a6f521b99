package io.mistnet.node.console.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.mistnet.node.TestEntrance;
import io.mistnet.node.access.UserRole;
import io.mistnet.node.relational.PostgresServer;
import io.mistnet.node.relational.RelationalDatabase;
import io.mistnet.node.window.SettableClock;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class DatabaseAwayTest {

    private static final int ATTEMPTS = 10;

    @TempDir
    private Path folder;

    @Test
    void whileTheDatabaseIsAwayPagesSaySoAndWhenItIsBackTheyWork() throws Exception {
        assumeTrue(PostgresServer.isInstalled(), PostgresServer.MISSING);
        SettableClock clock = TestEntrance.clock();
        try (PostgresServer server = PostgresServer.start();
                RelationalDatabase database = RelationalDatabase.open(server.freshDatabase());
                TestEntrance console = new TestEntrance(folder, database, clock)) {
            console.account("anna", UserRole.ANALYST);
            Browser inside = console.browser();
            signIn(inside);
            Browser outside = console.browser();
            HttpResponse<String> form = outside.get("/sign-in");

            server.pause();
            clock.advance(Duration.ofMinutes(1));
            assertThat(inside.get("/alerts").statusCode()).isEqualTo(503);
            HttpResponse<String> refused = submit(outside, form);
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.body()).contains("its database does not answer");

            server.resume();
            for (int i = 0; i < ATTEMPTS && inside.get("/alerts").statusCode() == 503; i++) {
                assertThat(i).as("attempts, each of which waits for the pool").isLessThan(ATTEMPTS - 1);
            }
            assertThat(inside.get("/alerts").statusCode()).isEqualTo(200);
            assertThat(signIn(outside).statusCode()).isEqualTo(303);
        }
    }

    private static HttpResponse<String> signIn(Browser browser) throws Exception {
        return submit(browser, browser.get("/sign-in"));
    }

    private static HttpResponse<String> submit(Browser browser, HttpResponse<String> form) throws Exception {
        return browser.submit(form, Map.of("name", "anna", "password", TestEntrance.PASSWORD));
    }
}
