package io.mistnet.node.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.mistnet.node.access.UserRole;
import io.mistnet.node.alert.RaisedAlerts;
import io.mistnet.node.api.ApiClient.Reply;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What all operations have in common, and what is sent by those who mean no good. */
final class ApiRequestsTest {

    @TempDir
    private static Path folder;

    private static TestApi api;
    private static ApiClient analyst;
    private static ApiClient investigator;
    private static long alert;

    @BeforeAll
    static void start() throws Exception {
        api = new TestApi(folder);
        analyst = api.as(UserRole.ANALYST);
        investigator = api.as(UserRole.INVESTIGATOR);
        alert = api.raise(RaisedAlerts.flag(RaisedAlerts.ACCOUNT, 1));
        api.raise(RaisedAlerts.flag(RaisedAlerts.OTHER_ACCOUNT, 1));
    }

    @AfterAll
    static void stop() throws Exception {
        api.close();
    }

    @Test
    void aBodyThatIsNoJsonObjectIsRefusedWithTheLine() throws Exception {
        Reply broken = investigator.post("/cases", "{\n\"title\": \"x\",,}");
        assertThat(broken.status()).isEqualTo(400);
        assertThat(broken.json().path("detail").asText()).contains("line 2");
        for (String body :
                List.of("[]", "7", "\"x\"", "null", "{} {}", "{\"title\":1,\"title\":2}", "{\"a\":".repeat(30) + "1")) {
            assertThat(investigator.post("/cases", body).status()).as(body).isEqualTo(400);
        }
    }

    @Test
    void allThatIsWrongWithABodyIsToldAtOnce() throws Exception {
        Reply reply = investigator.post(
                "/cases", "{\"title\":7,\"reference\":null,\"retentionDays\":\"x\",\"owner\":\"me\"}");

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.fields())
                .containsExactlyInAnyOrder("title", "reference", "legalBasis", "retentionDays", "owner");
        Reply nested = investigator.post("/cases/1/lookups", "{\"selector\":{\"value\":7,\"kind\":\"phone\"}}");
        assertThat(nested.fields()).containsExactlyInAnyOrder("selector.value", "selector.kind");
    }

    @Test
    void anUnknownFieldIsNamedAndNothingOfItIsRepeated() throws Exception {
        Reply reply = analyst.change(
                "/alerts/" + alert,
                "/alerts/%d/comments".formatted(alert),
                "{\"comment\":\"x\",\"<script>alert(1)</script>\":1}");

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.fields()).hasSize(1);
        assertThat(reply.text()).doesNotContain("<");
    }

    @Test
    void aParameterThatIsUnknownOrTwiceOrOfAnotherTypeIsNamed() throws Exception {
        assertThat(analyst.get("/alerts?colour=red").fields()).containsExactly("colour");
        assertThat(analyst.get("/alerts/%d?limit=1".formatted(alert)).fields()).containsExactly("limit");
        assertThat(analyst.get("/alerts?sort=risk&sort=oldest").fields()).containsExactly("sort");
        assertThat(analyst.get("/alerts?limit=0&leastRisk=NaN&raisedFrom=yesterday&state=lost&cursor=x")
                        .fields())
                .containsExactlyInAnyOrder("limit", "leastRisk", "raisedFrom", "state", "cursor");
        assertThat(analyst.get("/alerts?rule=%00").fields()).containsExactly("rule");
        assertThat(analyst.get("/alerts?raisedFrom=%2B999999999-01-01T00:00:00Z")
                        .fields())
                .containsExactly("raisedFrom");
    }

    @Test
    void theCursorOfAnotherListOrOrderIsRefused() throws Exception {
        String cursor = analyst.get("/alerts?limit=1").json().path("next").asText();

        assertThat(analyst.get("/alerts?limit=1&cursor=" + cursor).status()).isEqualTo(200);
        assertThat(analyst.get("/alerts?limit=1&sort=newest&cursor=" + cursor).fields())
                .containsExactly("cursor");
        assertThat(analyst.get("/feedback?cursor=" + cursor).fields()).containsExactly("cursor");
    }

    @Test
    void whatIsNoNumberIsNoId() throws Exception {
        for (String id : List.of("x", "0", "-1", "1.0", "01", "1e3", "99999999999999999999", "%00", "1%20", "1;x")) {
            assertThat(analyst.get("/alerts/" + id).status()).as(id).isEqualTo(404);
        }
        assertThat(analyst.get("/alerts/999999999999999999").status()).isEqualTo(404);
    }

    @Test
    void noPathLeadsToWhatTheTokenMayNotSee() throws Exception {
        for (String path : List.of(
                "/problems/..%2fopenapi.yaml",
                "/alerts/1%2ftransfers",
                "/alerts//",
                "/alerts/",
                "//alerts",
                "/alerts//" + alert,
                "/alerts/%d/".formatted(alert),
                "/openapi.yaml/")) {
            assertThat(get("/api/v1" + path)).as(path).startsWith("HTTP/1.1 404");
        }
        assertThat(get("/api/v1/alerts/../health")).startsWith("HTTP/1.1 403");
        for (String path :
                List.of("/api/v1/../../assets", "/api/../alerts", "/api/v1/%2e%2e/%2e%2e/etc/passwd", "/apix")) {
            assertThat(get(path)).as(path).matches("(?s)HTTP/1.1 (303|404).*").doesNotContain("root:");
        }
        assertThat(analyst.get("/problems/nothing").status()).isEqualTo(404);
    }

    @Test
    void aMethodThatAnAddressDoesNotHaveIsAnsweredWithThoseThatItHas() throws Exception {
        Reply reply = analyst.send("PATCH", "/alerts/" + alert, "{}");
        assertThat(reply.status()).isEqualTo(405);
        assertThat(reply.header("Allow")).isEqualTo("GET, HEAD");
        assertThat(analyst.send("OPTIONS", "/alerts/%d/assignee".formatted(alert), null)
                        .header("Allow"))
                .isEqualTo("PUT, DELETE");
    }

    @Test
    void headIsGetWithoutTheBody() throws Exception {
        Reply head = analyst.send("HEAD", "/alerts/" + alert, null);

        assertThat(head.status()).isEqualTo(200);
        assertThat(head.text()).isEmpty();
        assertThat(head.etag()).isEqualTo(analyst.get("/alerts/" + alert).etag());
    }

    @Test
    void whatTheCallerHasIsNotSentAgain() throws Exception {
        String tag = analyst.get("/alerts/" + alert).etag();

        Reply again = analyst.get("/alerts/" + alert, "If-None-Match", "\"other\", W/" + tag);
        assertThat(again.status()).isEqualTo(304);
        assertThat(again.text()).isEmpty();
        assertThat(again.etag()).isEqualTo(tag);
        assertThat(analyst.get("/alerts/" + alert, "If-None-Match", "*").status())
                .isEqualTo(304);
        assertThat(analyst.get("/alerts/" + alert, "If-None-Match", "\"other\"").status())
                .isEqualTo(200);
    }

    @Test
    void aChangeWithoutTheVersionThatWasSeenIsRefused() throws Exception {
        String path = "/alerts/%d/comments".formatted(alert);
        assertThat(analyst.post(path, "{\"comment\":\"x\"}").status()).isEqualTo(428);
        assertThat(analyst.post(path, "{\"comment\":\"x\"}", "If-Match", "*").status())
                .isEqualTo(428);
        assertThat(analyst.post(path, "{\"comment\":\"x\"}", "If-Match", "1").status())
                .isEqualTo(428);
        String tag = analyst.get("/alerts/" + alert).etag();
        assertThat(analyst.post(path, "{\"comment\":\"x\"}", "If-Match", "W/" + tag)
                        .status())
                .isEqualTo(412);
    }

    @Test
    void onlyJsonIsTakenAndOnlyWhatIsOfferedIsGiven() throws Exception {
        for (String type :
                List.of("text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "text/json")) {
            assertThat(investigator.post("/cases", "{}", "Content-Type", type).status())
                    .as(type)
                    .isEqualTo(415);
        }
        assertThat(investigator
                        .post("/cases", "{}", "Content-Type", "application/json", "Content-Encoding", "gzip")
                        .status())
                .isEqualTo(415);
        assertThat(analyst.get("/alerts", "Accept", "text/html").status()).isEqualTo(406);
        assertThat(analyst.get("/alerts", "Accept", "application/json;q=0").status())
                .isEqualTo(406);
        assertThat(analyst.get("/alerts", "Accept", "text/html, application/*;q=0.1")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aBodyThatIsTooLargeIsRefused() throws Exception {
        String body = "{\"comment\":\"%s\"}".formatted("x".repeat(70_000));

        assertThat(analyst.change("/alerts/" + alert, "/alerts/%d/comments".formatted(alert), body)
                        .status())
                .isEqualTo(413);
    }

    @Test
    void aConnectionThatBroughtABodyThatIsTooLargeServesTheNextRequest() throws Exception {
        String body = " ".repeat(200_000);

        String answers = raw(
                "POST /api/v1/alerts/search HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%sGET /api/v1/openapi.yaml HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
                        .formatted(analyst.token().orElseThrow(), body.length(), body));

        assertThat(answers).startsWith("HTTP/1.1 413").contains("HTTP/1.1 200");
    }

    @Test
    void textOfOthersIsTextAndNothingElse() throws Exception {
        String html = "<img src=x onerror=alert(1)>'; DROP TABLE alerts; --";
        long other = RaisedAlerts.openAlert(api.database, RaisedAlerts.OTHER_ACCOUNT);
        Reply commented = analyst.change(
                "/alerts/" + other, "/alerts/%d/comments".formatted(other), "{\"comment\":\"%s\"}".formatted(html));

        assertThat(commented.json().at("/history/1/comment").asText()).isEqualTo(html);
        assertThat(commented.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(analyst.get("/alerts/%d/export".formatted(other), "Accept", "application/xml")
                        .text())
                .contains("&lt;img src=x")
                .doesNotContain("<img");
        assertThat(analyst.get("/alerts?rule=x'%20OR%20'1'='1").json().path("items"))
                .isEmpty();
        assertThat(analyst.send("POST", "/alerts/search", "{\"account\":\"' OR 1=1 --\"}")
                        .json()
                        .path("items"))
                .isEmpty();
    }

    @Test
    void halfOfACharacterIsNoText() throws Exception {
        for (String text : List.of("\\ud800", "a\\u0000b")) {
            assertThat(analyst.change(
                                    "/alerts/" + alert,
                                    "/alerts/%d/comments".formatted(alert),
                                    "{\"comment\":\"%s\"}".formatted(text))
                            .fields())
                    .containsExactly("comment");
        }
        assertThat(analyst.get("/alerts/" + alert).status()).isEqualTo(200);
    }

    @Test
    void nothingThatIsSentBecomesAHeaderOfTheAnswer() throws Exception {
        Reply page = analyst.get("/alerts?limit=1&state=open&assignee=%0d%0aSet-Cookie:%20a=b");
        assertThat(page.has("Set-Cookie")).isFalse();
        Reply linked = analyst.get("/alerts?limit=1&leastRisk=0.5&state=open&state=assigned");
        assertThat(linked.header("Link")).startsWith("</api/v1/alerts?").endsWith(">; rel=\"next\"");
        String key = "k\r\nX-Injected: yes";
        String raw =
                "POST /api/v1/cases HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\nIdempotency-Key: %s\r\nContent-Type: application/json\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}"
                        .formatted(investigator.token().orElseThrow(), key);
        assertThat(raw(raw)).startsWith("HTTP/1.1 400").doesNotContain("X-Injected");
    }

    @Test
    void aKeyThatIsNoneIsRefused() throws Exception {
        for (String key : List.of("", "a b", "x".repeat(129), "ä")) {
            assertThat(raw(
                            "POST /api/v1/cases HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\nIdempotency-Key: %s\r\nContent-Type: application/json\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}"
                                    .formatted(investigator.token().orElseThrow(), key)))
                    .startsWith("HTTP/1.1 400")
                    .contains("problems/key-required");
        }
        assertThat(investigator.send("POST", "/cases", "{}").problem()).isEqualTo("key-required");
    }

    @Test
    void everyAnswerHasTheHeadersThatProtectBrowsersAndIsKeptNowhere() throws Exception {
        for (Reply reply : List.of(
                analyst.get("/alerts"),
                analyst.get("/nowhere"),
                api.client(Optional.empty()).get("/alerts"))) {
            assertThat(reply.header("Content-Security-Policy")).contains("default-src 'none'");
            assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
            assertThat(reply.has("Set-Cookie")).isFalse();
        }
    }

    @Test
    void aProblemIsExplainedAtItsAddress() throws Exception {
        Reply problem = analyst.get("/alerts/9999");
        assertThat(problem.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(problem.json().path("instance").asText()).isEqualTo("/api/v1/alerts/9999");

        String address = problem.json().path("type").asText().substring("/api/v1".length());
        Reply explanation = api.client(Optional.empty()).get(address);
        assertThat(explanation.json().path("status").asInt()).isEqualTo(404);
        assertThat(explanation.json().path("title")).isEqualTo(problem.json().path("title"));
    }

    @Test
    void aFailureShowsNothingOfTheInside() throws Exception {
        try (TestApi broken = new TestApi(folder.resolve("broken"))) {
            ApiClient auditor = broken.as(UserRole.AUDITOR);
            try (Stream<Path> files = Files.list(broken.auditFolder)) {
                for (Path file :
                        files.filter(path -> path.toString().endsWith(".jsonl")).toList()) {
                    Files.delete(file);
                    Files.createDirectory(file);
                }
            }
            Reply reply = auditor.get("/audit/lines");
            assertThat(reply.status()).isEqualTo(503);
            assertThat(reply.text()).doesNotContain("Exception", "java", folder.toString(), ".jsonl");
        }
    }

    /** Sends a path as it stands, which clients would tidy up. */
    private static String get(String path) throws Exception {
        return raw("GET %s HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\nConnection: close\r\n\r\n"
                .formatted(path, analyst.token().orElseThrow()));
    }

    private static String raw(String request) throws Exception {
        try (Socket socket = new Socket("127.0.0.1", api.port());
                InputStream in = socket.getInputStream()) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
