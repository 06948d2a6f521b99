package io.mistnet.node.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.mistnet.node.access.Access;
import io.mistnet.node.access.Permission;
import io.mistnet.node.access.RateLimit;
import io.mistnet.node.access.UserRole;
import io.mistnet.node.audit.AuditAction;
import io.mistnet.node.audit.AuditOutcome;
import io.mistnet.node.relational.DatabaseAwayException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.server.Directives;
import org.apache.pekko.http.javadsl.server.Route;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class ConsoleRouteTest {

    private static final Duration HOUR = Duration.ofHours(1);

    private static TestConsole console;

    /** Echoes what a form sent, and fails where it is told to. */
    private record Echo(Responder responder) implements ConsoleSection {

        @Override
        public String path() {
            return "alerts";
        }

        @Override
        public Set<Permission> permissions() {
            return Set.of(Permission.READ_ALERTS);
        }

        @Override
        public Optional<AuditAction> action(Visit visit) {
            return visit.request().getUri().getPathString().equals("/alerts/poll")
                    ? Optional.empty()
                    : ConsoleSection.super.action(visit);
        }

        @Override
        public Route route(Visit visit) {
            return Directives.concat(
                    Directives.path("poll", () -> Directives.complete("still there")),
                    Directives.path(
                            "conflict", () -> Directives.complete(StatusCodes.CONFLICT, "somebody else changed it")),
                    Directives.path(
                            "away",
                            () -> responder.answer(() -> {
                                throw DatabaseAwayException.of(new IllegalStateException());
                            })),
                    Directives.pathEnd(() ->
                            Directives.complete(visit.form().text("comment").orElse("nothing")
                                    + visit.form().files().keySet())),
                    Directives.path(
                            "fail",
                            () -> responder.answer(() -> {
                                throw new IllegalStateException("a secret of the inside");
                            })));
        }
    }

    @BeforeAll
    static void start() throws Exception {
        console = new TestConsole(List.of(Echo::new));
    }

    @AfterAll
    static void stop() {
        console.close();
    }

    @Test
    void whoeverHasNoSessionIsSentToSignInAndBackToThePage() throws Exception {
        HttpResponse<String> response = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(console.address("/alerts/7")).build(),
                        HttpResponse.BodyHandlers.ofString());

        assertThat(response.statusCode()).isEqualTo(303);
        assertThat(response.headers().firstValue("Location")).contains("/sign-in?next=%2Falerts%2F7");
    }

    @Test
    void whoseSessionEndedBeforeTheySentAFormIsSentToSignInAndBackToTheForm() throws Exception {
        HttpRequest.Builder form = HttpRequest.newBuilder(console.address("/alerts/7/remark"))
                .POST(HttpRequest.BodyPublishers.ofString("remark=x"));
        HttpClient client = HttpClient.newHttpClient();

        assertThat(client.send(
                                form.copy()
                                        .header(
                                                "Referer",
                                                console.address("/alerts/7?a=b").toString())
                                        .build(),
                                HttpResponse.BodyHandlers.ofString())
                        .headers()
                        .firstValue("Location"))
                .contains("/sign-in?next=%2Falerts%2F7%3Fa%3Db");
        assertThat(client.send(form.build(), HttpResponse.BodyHandlers.ofString())
                        .headers()
                        .firstValue("Location"))
                .contains("/sign-in?next=%2F");
    }

    @Test
    void aRoleWithoutPermissionIsRefused() throws Exception {
        assertThat(console.as("ida", UserRole.INVESTIGATOR).get("/alerts").statusCode())
                .isEqualTo(403);
    }

    @Test
    void aFormIsReadWithItsToken() throws Exception {
        assertThat(console.as("ann", UserRole.ANALYST)
                        .post("/alerts", Map.of("comment", "a + b & c=<d> é"))
                        .body())
                .isEqualTo("a + b & c=<d> é[]");
    }

    @Test
    void aFormWithoutOrWithAnotherTokenIsRefused() throws Exception {
        for (String token : List.of("", "another", TestConsole.CSRF + "x")) {
            assertThat(console.as("ann", UserRole.ANALYST)
                            .postWithToken("/alerts", Map.of("comment", "x"), token)
                            .statusCode())
                    .isEqualTo(403);
        }
    }

    @Test
    void aFormThatIsTooLargeIsRefused() throws Exception {
        assertThat(console.as("ann", UserRole.ANALYST)
                        .post("/alerts", Map.of("comment", "x".repeat(70_000)))
                        .statusCode())
                .isEqualTo(413);
    }

    @Test
    void everyAccessIsWrittenBeforeItIsShown() throws Exception {
        int before = console.accesses().size();
        console.as("ann", UserRole.ANALYST).get("/alerts");
        console.as("ann", UserRole.ANALYST).post("/alerts", Map.of("comment", "x"));
        console.as("ann", UserRole.ANALYST).postWithToken("/alerts", Map.of("comment", "x"), "stale");
        console.as("ida", UserRole.INVESTIGATOR).get("/alerts/17");
        console.as("ann", UserRole.ANALYST).get("/alerts/conflict");
        console.as("ann", UserRole.ANALYST).get("/alerts/fail");

        assertThat(console.accesses().subList(before, console.accesses().size()))
                .containsExactly(
                        new Access("ann", AuditAction.PAGE, "alerts", AuditOutcome.ANSWERED),
                        new Access("ann", AuditAction.CHANGE, "alerts", AuditOutcome.ANSWERED),
                        new Access("ann", AuditAction.CHANGE, "alerts", AuditOutcome.REFUSED),
                        new Access("ida", AuditAction.PAGE, "alerts/17", AuditOutcome.REFUSED),
                        new Access("ann", AuditAction.PAGE, "alerts/conflict", AuditOutcome.FAILED),
                        new Access("ann", AuditAction.PAGE, "alerts/fail", AuditOutcome.FAILED));
    }

    @Test
    void aPartThatThePageAsksForAgainAndAgainIsNotWritten() throws Exception {
        int before = console.accesses().size();
        assertThat(console.as("ann", UserRole.ANALYST).get("/alerts/poll").body())
                .isEqualTo("still there");
        assertThat(console.accesses()).hasSize(before);
    }

    @Test
    void nothingIsShownWhileTheAuditLogCannotBeWritten() throws Exception {
        try (TestConsole broken = new TestConsole(List.of(Echo::new))) {
            broken.breakLog();
            for (String path : List.of("/alerts", "/alerts/conflict", "/alerts/fail")) {
                HttpResponse<String> response =
                        broken.as("ann", UserRole.ANALYST).get(path);
                assertThat(response.statusCode()).isEqualTo(500);
                assertThat(response.body()).contains("Something failed").doesNotContain("somebody else", "disk");
            }
            assertThat(broken.as("ann", UserRole.ANALYST)
                            .post("/alerts", Map.of("comment", "a secret comment"))
                            .body())
                    .contains("look whether it was done")
                    .doesNotContain("a secret comment");
        }
    }

    @Test
    void aSessionThatAsksTooMuchIsToldToWait() throws Exception {
        try (TestConsole limited = new TestConsole(List.of(Echo::new), new RateLimit<>(2, HOUR, Clock.systemUTC()))) {
            TestConsole.Client ann = limited.as("ann", UserRole.ANALYST);
            assertThat(ann.get("/alerts").statusCode()).isEqualTo(200);
            assertThat(ann.get("/alerts").statusCode()).isEqualTo(200);
            HttpResponse<String> third = ann.get("/alerts");
            assertThat(third.statusCode()).isEqualTo(429);
            assertThat(third.body()).contains("Too many requests");
            assertThat(third.headers().firstValue("Retry-After")).isPresent();
        }
    }

    @Test
    void aDatabaseThatIsAwayIsSaidToBe() throws Exception {
        HttpResponse<String> response = console.as("ann", UserRole.ANALYST).get("/alerts/away");
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.body()).contains("Not available at the moment");
    }

    @Test
    void anErrorShowsNothingOfTheInside() throws Exception {
        HttpResponse<String> response = console.as("ann", UserRole.ANALYST).get("/alerts/fail");

        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(response.body()).contains("Something failed", "Alerts").doesNotContain("secret");
    }

    @Test
    void everyResponseForbidsScriptsOfOthersAndFrames() throws Exception {
        for (String path : List.of("/alerts", "/nowhere", "/alerts/fail")) {
            HttpResponse<String> response = console.as("ann", UserRole.ANALYST).get(path);
            assertThat(response.headers().firstValue("Content-Security-Policy").orElseThrow())
                    .contains("default-src 'none'", "frame-ancestors 'none'")
                    .doesNotContain("unsafe");
            assertThat(response.headers().firstValue("Cache-Control")).contains("no-store");
        }
    }

    @Test
    void theFirstPageIsThatOfTheFirstSectionThatTheVisitorMayEnter() throws Exception {
        assertThat(console.as("ann", UserRole.ANALYST).get("/").headers().firstValue("Location"))
                .contains("/alerts");
        assertThat(console.as("ida", UserRole.INVESTIGATOR).get("/").statusCode())
                .isEqualTo(403);
    }

    @Test
    void assetsMayBeKeptForEverAndAreFoundAtTheAddressOfTheirBytesAlone() throws Exception {
        URI address = console.address(new Assets().address("htmx.min.js"));
        HttpResponse<String> response = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Cache-Control").orElseThrow()).contains("immutable");
        assertThat(console.as("ann", UserRole.ANALYST)
                        .get("/assets/0000000000000000/htmx.min.js")
                        .statusCode())
                .isEqualTo(404);
        assertThat(console.as("ann", UserRole.ANALYST)
                        .get("/assets/..%2f..%2fsecret")
                        .statusCode())
                .isEqualTo(404);
    }
}
