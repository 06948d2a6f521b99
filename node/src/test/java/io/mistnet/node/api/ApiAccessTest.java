package io.mistnet.node.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.mistnet.node.access.UserRole;
import io.mistnet.node.alert.RaisedAlerts;
import io.mistnet.node.api.ApiClient.Reply;
import io.mistnet.node.api.frame.Operation;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ApiAccessTest {

    @TempDir
    private Path folder;

    private TestApi api;

    @BeforeEach
    void start() throws Exception {
        api = new TestApi(folder);
    }

    @AfterEach
    void stop() throws Exception {
        api.close();
    }

    @Test
    void whoeverHasNoTokenIsToldThatOneIsNeededWhateverTheyAskFor() throws Exception {
        ApiClient nobody = api.client(Optional.empty());
        for (String path : new String[] {"/alerts", "/alerts/7", "/nowhere", "/audit/lines?x=y", ""}) {
            Reply reply = nobody.get(path);
            assertThat(reply.status()).as(path).isEqualTo(401);
            assertThat(reply.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"mistnet\"");
            assertThat(reply.problem()).isEqualTo("unauthenticated");
        }
        assertThat(nobody.send("DELETE", "/alerts", null).status()).isEqualTo(401);
    }

    @Test
    void unknownExpiredAndRevokedTokensAreRefusedInTheSameWords() throws Exception {
        ApiClient expired = api.with("old", UserRole.ANALYST);
        api.clock.advance(Duration.ofDays(1));
        ApiClient revoked = api.with("gone", UserRole.ANALYST);
        api.tokens.revoke("gone");
        ApiClient unknown = api.client(Optional.of("mistnet_" + "A".repeat(43)));

        for (ApiClient client : new ApiClient[] {expired, revoked, unknown}) {
            Reply reply = client.get("/alerts");
            assertThat(reply.status()).isEqualTo(401);
            assertThat(reply.header("WWW-Authenticate")).contains("error=\"invalid_token\"");
            assertThat(reply.json().path("detail").asText())
                    .isEqualTo("The token is unknown, has expired or was revoked.");
        }
    }

    @Test
    void aTokenIsTakenFromNowhereButTheHeaderAuthorization() throws Exception {
        String token = api.as(UserRole.ANALYST).token().orElseThrow();
        ApiClient nobody = api.client(Optional.empty());

        assertThat(nobody.get("/alerts?access_token=" + token).status()).isEqualTo(401);
        assertThat(nobody.get("/alerts", "Cookie", "session=" + token).status()).isEqualTo(401);
        assertThat(nobody.get("/alerts", "Authorization", "Basic " + token).status())
                .isEqualTo(401);
        assertThat(nobody.get("/alerts", "Authorization", token).status()).isEqualTo(401);
        assertThat(nobody.get("/alerts", "Authorization", "bearer " + token).status())
                .isEqualTo(200);
    }

    @Test
    void anAuditorReadsEverythingAndChangesNothing() throws Exception {
        long alert = api.raise(RaisedAlerts.flag(RaisedAlerts.ACCOUNT, 1));
        ApiClient auditor = api.as(UserRole.AUDITOR);

        for (Operation operation : api.table.operations()) {
            if (operation.safeguard().name().equals("NONE")
                    && operation.method().equals("GET")) {
                String path = operation
                        .path()
                        .text()
                        .replace("{id}", String.valueOf(alert))
                        .replace("{kind}", "stale");
                assertThat(auditor.get(path).status()).as(path).isIn(200, 404);
            } else if (!operation.safeguard().name().equals("NONE")) {
                String path = operation.path().text().replace("{id}", String.valueOf(alert));
                Reply reply = auditor.send(operation.method(), path, "{}", "Idempotency-Key", "k", "If-Match", "\"1\"");
                assertThat(reply.status()).as(operation.toString()).isEqualTo(403);
            }
        }
        assertThat(auditor.get("/alerts/" + alert).json().path("version").asLong())
                .isEqualTo(1);
    }

    @Test
    void aTokenMayDoWhatItsRolesMayAndNothingElse() throws Exception {
        assertThat(api.as(UserRole.INVESTIGATOR).get("/alerts").status()).isEqualTo(403);
        assertThat(api.as(UserRole.ANALYST).get("/cases").status()).isEqualTo(403);
        assertThat(api.as(UserRole.ANALYST).get("/audit/lines").status()).isEqualTo(403);
        assertThat(api.as(UserRole.SUPERVISOR).get("/health").status()).isEqualTo(403);
        assertThat(api.as(UserRole.OPERATOR).get("/health").json().path("state").asText())
                .isEqualTo("up");
        assertThat(api.as(UserRole.ANALYST, UserRole.OPERATOR)
                        .get("/token")
                        .json()
                        .path("permissions"))
                .extracting(node -> node.asText())
                .containsExactlyInAnyOrder("read-alerts", "work-alerts", "operate");
    }

    @Test
    void aTokenThatAsksTooOftenWaitsAndOthersDoNot() throws Exception {
        try (TestApi limited = new TestApi(folder.resolve("limited"), 3, Duration.ofSeconds(30))) {
            ApiClient eager = limited.as(UserRole.ANALYST);
            for (int i = 0; i < 3; i++) {
                assertThat(eager.get("/token").status()).isEqualTo(200);
            }
            Reply reply = eager.get("/token");
            assertThat(reply.status()).isEqualTo(429);
            assertThat(reply.header("Retry-After")).isEqualTo("1");
            assertThat(limited.as(UserRole.ANALYST).get("/token").status()).isEqualTo(200);
            limited.clock.advance(Duration.ofSeconds(1));
            assertThat(eager.get("/token").status()).isEqualTo(200);
        }
    }

    @Test
    void anAddressThatGuessesTokensWaitsAndOthersDoNot() throws Exception {
        ApiClient good = api.as(UserRole.ANALYST);
        ApiClient guesser = api.client(Optional.of("mistnet_" + "x".repeat(43)));
        for (int i = 0; i < 40; i++) {
            assertThat(good.get("/token", "X-Forwarded-For", "192.0.2.7").status())
                    .isEqualTo(200);
            assertThat(guesser.get("/token", "X-Forwarded-For", "192.0.2.7").status())
                    .isEqualTo(401);
        }
        Reply reply = guesser.get("/token", "X-Forwarded-For", "192.0.2.7");
        assertThat(reply.status()).isEqualTo(429);
        assertThat(reply.header("Retry-After")).isEqualTo("1");
        assertThat(good.get("/token", "X-Forwarded-For", "192.0.2.8").status()).isEqualTo(200);
        api.clock.advance(Duration.ofSeconds(1));
        assertThat(good.get("/token", "X-Forwarded-For", "192.0.2.7").status()).isEqualTo(200);
    }

    @Test
    void everyAccessStandsInTheAuditLogWithWhoAndWhatAndNeverAnAccount() throws Exception {
        long alert = api.raise(RaisedAlerts.flag(RaisedAlerts.ACCOUNT, 1));
        ApiClient tool = api.with("case-system", UserRole.ANALYST);
        tool.get("/alerts/" + alert);
        tool.send("POST", "/alerts/search", "{\"account\":\"%s\"}".formatted(RaisedAlerts.ACCOUNT));
        tool.change("/alerts/" + alert, "/alerts/%d/comments".formatted(alert), "{\"comment\":\"a mule\"}");
        tool.get("/cases");
        tool.get("/alerts/%31");
        tool.get("/nowhere/" + RaisedAlerts.ACCOUNT);

        Reply lines = api.as(UserRole.AUDITOR).get("/audit/lines?user=token:case-system");
        assertThat(lines.json().path("items"))
                .extracting(line -> line.path("action").asText() + " "
                        + line.path("subject").asText() + " "
                        + line.path("outcome").asText())
                .containsExactly(
                        "page api/v1/alerts/1 answered",
                        "page api/v1/alerts/search answered",
                        "page api/v1/alerts/1 answered",
                        "change api/v1/alerts/1/comments answered",
                        "page api/v1/cases refused",
                        "page api/v1/alerts/1 answered",
                        "page api/* failed");
        assertThat(lines.text()).doesNotContain(RaisedAlerts.ACCOUNT);
        assertThat(api.as(UserRole.AUDITOR)
                        .get("/audit/verification")
                        .json()
                        .path("intact")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void anUnknownTokenTakesAsLongAsAKnownOne() {
        for (int i = 0; i < 200; i++) {
            api.tokens.add(
                    "other-" + i,
                    Set.of(UserRole.ANALYST),
                    api.clock.instant().plus(Duration.ofDays(1)),
                    new SecureRandom());
        }
        String known = api.as(UserRole.ANALYST).token().orElseThrow();
        String unknown = known.substring(0, known.length() - 4) + "AAAA";
        long[] knownNanos = new long[401];
        long[] unknownNanos = new long[401];
        for (int i = -200; i < knownNanos.length; i++) {
            long start = System.nanoTime();
            api.tokens.find(known);
            long between = System.nanoTime();
            api.tokens.find(unknown);
            long end = System.nanoTime();
            if (i >= 0) {
                knownNanos[i] = between - start;
                unknownNanos[i] = end - between;
            }
        }
        Arrays.sort(knownNanos);
        Arrays.sort(unknownNanos);
        double ratio = (double) unknownNanos[200] / knownNanos[200];
        assertThat(ratio).as("median of unknown to known").isBetween(0.5, 2.0);
    }
}
