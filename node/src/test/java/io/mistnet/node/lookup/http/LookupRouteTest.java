package io.mistnet.node.lookup.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.typesafe.config.ConfigFactory;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.mistnet.node.http.OperationsServer;
import io.mistnet.node.lookup.LookupFailedException;
import io.mistnet.node.lookup.LookupFailedException.Kind;
import io.mistnet.node.lookup.RecordChange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LookupRouteTest {

    private static final String LOOK = """
            {"user":"anna","case":"2026-17","basis":"court order 7","type":"phone","selector":"+31 6 20000001"}""";
    private static final String HEAD = "{\"user\":\"anna\",\"case\":\"2026-17\",\"basis\":\"court order 7\"}\n";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ActorTestKit system =
            ActorTestKit.create(ConfigFactory.parseString("pekko.http.server.remote-address-attribute = on")
                    .withFallback(ConfigFactory.load()));
    private final RecordedInvestigations investigations = new RecordedInvestigations();
    private final LookupWorkers workers = new LookupWorkers();
    private final HttpClient client = HttpClient.newHttpClient();

    @TempDir
    private Path folder;

    private LookupToken token;
    private OperationsServer server;

    @BeforeEach
    void aServer() throws Exception {
        token = LookupToken.renew(folder, new SecureRandom());
        server = OperationsServer.start(
                        system.system(),
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                        List.of(),
                        new PrometheusMeterRegistry(PrometheusConfig.DEFAULT),
                        Optional.of(new LookupRoute(system.system(), investigations, token, workers).route()))
                .toCompletableFuture()
                .join();
    }

    @AfterEach
    void stop() {
        investigations.gate.countDown();
        server.stop(Duration.ofSeconds(1)).toCompletableFuture().join();
        workers.close();
        system.shutdownTestKit();
    }

    @Test
    void aLookupIsAnsweredWithItsRecordsAndWhatOthersSawOfIt() throws Exception {
        HttpResponse<String> response = post("lookups", LOOK);

        assertThat(response.statusCode()).isEqualTo(200);
        JsonNode answer = JSON.readTree(response.body());
        assertThat(answer.path("records").get(0).path("category").asText()).isEqualTo("mule-account");
        assertThat(answer.path("revealed").has("bytesSent")).isTrue();
        assertThat(investigations.asked)
                .singleElement()
                .satisfies(selector -> assertThat(selector.canonical()).isEqualTo("+31620000001"));
        assertThat(investigations.askers.get(0).user()).isEqualTo("anna");
    }

    @Test
    void withoutTheTokenNothingIsDone() throws Exception {
        for (String header :
                new String[] {"", "Bearer ", "Bearer wrong", token.header() + "x", "Basic " + token.header()}) {
            HttpResponse<String> response = send(request("lookups", LOOK).setHeader("Authorization", header));
            assertThat(response.statusCode())
                    .as(header.substring(0, Math.min(6, header.length())))
                    .isEqualTo(401);
            assertThat(response.headers().firstValue("www-authenticate")).contains("Bearer");
        }
        HttpRequest none = HttpRequest.newBuilder(uri("lookups"))
                .POST(BodyPublishers.ofString(LOOK))
                .build();
        assertThat(client.send(none, BodyHandlers.ofString()).statusCode()).isEqualTo(401);
        assertThat(investigations.asked).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rebound.example",
                "localhost.rebound.example",
                "127.0.0.1.example",
                "192.168.1.7",
                "127.0.0.1@x.example"
            })
    void aRequestUnderAnotherHostNameIsRefusedEvenWithTheToken(String host) throws Exception {
        assertThat(raw("Host: " + host)).startsWith("HTTP/1.1 4");
        assertThat(investigations.asked).isEmpty();
    }

    @Test
    void aRequestOfAnotherSitesPageIsRefusedEvenWithTheToken() throws Exception {
        assertThat(raw("Host: localhost\r\nOrigin: https://rebound.example")).startsWith("HTTP/1.1 403");
        assertThat(raw("Host: localhost\r\nOrigin: null")).startsWith("HTTP/1.1 403");
        assertThat(investigations.asked).isEmpty();
        assertThat(raw("Host: localhost\r\nOrigin: http://localhost:8080")).startsWith("HTTP/1.1 200");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no json",
                "[]",
                "{}",
                "{\"user\":7}",
                "{\"user\":\"a\",\"case\":\"c\",\"basis\":\"b\",\"type\":\"phone\",\"selector\":null}",
                "{\"user\":\"a\",\"case\":\"c\",\"basis\":\"b\",\"type\":\"phone\",\"selector\":\"+31620000001\",\"extra\":1}",
                "{\"user\":\"a\",\"case\":\"c\",\"basis\":\"b\",\"type\":\"phone\",\"selector\":\"12\"}",
                "{\"user\":\"a\",\"case\":\"c\",\"basis\":\"b\",\"type\":\"fax\",\"selector\":\"+31620000001\"}",
                "{\"user\":\"a\",\"case\":\"c\",\"basis\":\"b\",\"type\":\"phone\",\"selector\":\"0620000001\",\"region\":\"XX\"}",
                "{\"user\":\" \",\"case\":\"c\",\"basis\":\"b\",\"type\":\"phone\",\"selector\":\"+31620000001\"}"
            })
    void whatIsNoLookupIsRefusedWithAReason(String body) throws Exception {
        HttpResponse<String> response = post("lookups", body);
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.headers().firstValue("content-type")).contains("application/problem+json");
        assertThat(JSON.readTree(response.body()).path("detail").asText()).isNotBlank();
        assertThat(investigations.asked).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            lookups | user | {"user":null,"case":"c","basis":"b","type":"phone","selector":"+31620000001"}
            lookups | case | {"user":"a","case":null,"basis":"b","type":"phone","selector":"+31620000001"}
            lookups | basis | {"user":"a","case":"c","basis":null,"type":"phone","selector":"+31620000001"}
            lookups | type | {"user":"a","case":"c","basis":"b","type":null,"selector":"+31620000001"}
            lookups | selector | {"user":"a","case":"c","basis":"b","type":"phone","selector":null}
            lookups | object | null
            batches | user | {"user":null,"case":"c","basis":"b","selectors":[{"type":"phone","selector":"+31620000001"}]}
            batches | selectors | {"user":"a","case":"c","basis":"b","selectors":null}
            batches | selectors.[1] | {"user":"a","case":"c","basis":"b","selectors":[{"type":"phone","selector":"+31620000001"},null]}
            batches | selectors.[0].type | {"user":"a","case":"c","basis":"b","selectors":[{"type":null,"selector":"+31620000001"}]}
            batches | selectors.[0].selector | {"user":"a","case":"c","basis":"b","selectors":[{"type":"phone","selector":null}]}
            batches | object | null
            records | user | {"user":null,"case":"c","basis":"b"}
            records | case | {"user":"a","case":null,"basis":"b"}
            records | basis | {"user":"a","case":"c","basis":null}
            records | object | null
            approvals | case | {"case":null,"basis":"b","purpose":"ask","evaluations":5}
            approvals | basis | {"case":"c","basis":null,"purpose":"ask","evaluations":5}
            approvals | purpose | {"case":"c","basis":"b","purpose":null,"evaluations":5}
            approvals | evaluations | {"case":"c","basis":"b","purpose":"ask","evaluations":null}
            approvals | object | null
            lookups | statement | {"user":"a","case":"c","basis":"b","type":"phone","selector":"+31620000001","approval":{"statement":null,"signature":"AAAA"}}
            lookups | signature | {"user":"a","case":"c","basis":"b","type":"phone","selector":"+31620000001","approval":{"statement":"AAAA","signature":null}}
            """)
    void aFieldThatIsNullIsRefusedByName(String path, String field, String body) throws Exception {
        HttpResponse<String> response = post(path, body);
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(JSON.readTree(response.body()).path("detail").asText())
                .contains(field)
                .contains("null");
        assertThat(investigations.asked).isEmpty();
        assertThat(investigations.changes).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            change | {"change":null}
            object | null
            id | {"change":"remove","id":null}
            type | {"change":"add","type":null,"selector":"+31620000001","category":"other","date":"2026-01-30"}
            selector | {"change":"add","type":"phone","selector":null,"category":"other","date":"2026-01-30"}
            category | {"change":"add","type":"phone","selector":"+31620000001","category":null,"date":"2026-01-30"}
            date | {"change":"add","type":"phone","selector":"+31620000001","category":"other","date":null}
            """)
    void aFieldOfAChangeThatIsNullIsRefusedByLineAndName(String field, String line) throws Exception {
        HttpResponse<String> response = post("records", HEAD + line + "\n");
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(JSON.readTree(response.body()).path("lines"))
                .extracting(JsonNode::asText)
                .singleElement()
                .asString()
                .startsWith("line 2: ")
                .contains(field);
        assertThat(investigations.changes).isEmpty();
    }

    @Test
    void whatMayBeLeftOutMayBeNull() throws Exception {
        assertThat(post("lookups", LOOK.replace("}", ",\"region\":null}")).statusCode())
                .isEqualTo(200);
        assertThat(post("records", HEAD + """
                {"change":"add","id":null,"type":"phone","selector":"+31620000001","category":"other","date":"2026-01-30","caseReference":null,"contact":null}
                """).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"STALE, 502", "INVALID, 400", "APPROVAL, 403", "REFUSED, 403", "BUSY, 429", "AWAY, 503", "DEVIATED, 502"
    })
    void eachKindOfFailureHasItsStatus(Kind kind, int status) throws Exception {
        investigations.failure = Optional.of(new LookupFailedException(kind, "because"));
        HttpResponse<String> response = post("lookups", LOOK);
        assertThat(response.statusCode()).isEqualTo(status);
        JsonNode problem = JSON.readTree(response.body());
        assertThat(problem.path("detail").asText()).isEqualTo("because");
        assertThat(problem.path("kind").asText()).isEqualToIgnoringCase(kind.name());
        assertThat(problem.path("status").asInt()).isEqualTo(status);
    }

    @Test
    void aBodyThatIsTooLongIsRefused() throws Exception {
        assertThat(post("lookups", LOOK + " ".repeat(70_000)).statusCode()).isEqualTo(413);
        assertThat(investigations.asked).isEmpty();
    }

    @Test
    void moreRequestsThanThreadsAndPlacesAreToldToComeBack() throws Exception {
        investigations.gate = new CountDownLatch(1);
        List<CompletableFuture<Integer>> statuses = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            statuses.add(client.sendAsync(request("lookups", LOOK).build(), BodyHandlers.ofString())
                    .thenApply(HttpResponse::statusCode));
        }
        CompletableFuture.anyOf(statuses.toArray(CompletableFuture[]::new)).join();
        assertThat(statuses.stream().filter(CompletableFuture::isDone).map(CompletableFuture::join))
                .isNotEmpty()
                .containsOnly(503);
        investigations.gate.countDown();
        assertThat(statuses.stream().map(CompletableFuture::join)).contains(200).containsOnly(200, 503);
    }

    @Test
    void aBatchIsAnsweredLineByLine() throws Exception {
        List<JsonNode> lines = lines(post("batches", batch("+31620000001", "+31620000002")));
        assertThat(lines.get(0).path("done").asInt()).isEqualTo(1);
        assertThat(lines.get(1).path("number").asInt()).isEqualTo(1);
        assertThat(lines.get(1).path("records")).hasSize(1);
        assertThat(lines.get(2).path("records")).isEmpty();
        assertThat(lines.get(3).has("revealed")).isTrue();
    }

    @Test
    void aBatchThatFailsOnTheWayEndsWithTheProblem() throws Exception {
        investigations.failure = Optional.of(new LookupFailedException(Kind.AWAY, "the host is away"));
        List<JsonNode> lines = lines(post("batches", batch("+31620000001", "+31620000002")));
        assertThat(lines).hasSize(2);
        assertThat(lines.get(1).path("problem").path("detail").asText()).isEqualTo("the host is away");
    }

    @Test
    void aBatchWithABadSelectorIsRefusedWithItsNumber() throws Exception {
        HttpResponse<String> response = post("batches", batch("+31620000001", "12"));
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("selector 2: phone");
        assertThat(investigations.asked).isEmpty();
    }

    @Test
    void changesAreCarriedOutAndEachIsToldItsResult() throws Exception {
        List<JsonNode> lines = lines(post("records", HEAD + """
                {"change":"add","type":"phone","selector":"+31620000001","category":"mule-account","date":"2026-01-30"}
                {"change":"remove","id":"000102030405060708090a0b0c0d0e0f"}
                """));
        assertThat(lines.get(0).path("done").asBoolean()).isTrue();
        assertThat(lines.get(0).path("id").asText()).hasSize(32);
        assertThat(lines.get(1).path("done").asBoolean()).isFalse();
        assertThat(lines.get(1).path("result").asText()).contains("another institution");
        assertThat(lines.get(1).path("code").asText()).isEqualTo("not-yours");
        assertThat(lines.get(2).path("of").asInt()).isEqualTo(2);
        assertThat(lines.get(3).path("carriedOut").asInt()).isEqualTo(1);
        assertThat(investigations.changes).hasSize(2).last().isInstanceOf(RecordChange.Remove.class);
    }

    @Test
    void whoAddsMayDrawTheIdSoThatItIsKnownAlsoIfTheAnswerIsLost() throws Exception {
        String id = "00112233445566778899aabbccddeeff";
        List<JsonNode> lines = lines(post("records", HEAD + """
                {"change":"add","id":"%s","type":"phone","selector":"+31620000001","category":"other","date":"2026-01-30"}
                """.formatted(id)));

        assertThat(lines.get(0).path("id").asText()).isEqualTo(id);
        assertThat(investigations.changes)
                .singleElement()
                .satisfies(change -> assertThat(change.id()).hasToString(id));
    }

    @Test
    void anUploadWithBadLinesIsRefusedAsAWholeAndNamesThem() throws Exception {
        HttpResponse<String> response = post("records", HEAD + """
                {"change":"add","type":"phone","selector":"+31620000001","category":"mule-account","date":"2026-01-30"}
                {"change":"add","type":"phone","selector":"+31620000001","category":"gossip","date":"2026-01-30"}
                {"change":"remove","id":"0001"}
                {"change":"add","type":"phone","selector":"+31620000001","category":"other","date":"30.1.2026"}
                {"change":"add","type":"phone","selector":"12","category":"other","date":"2026-01-30"}
                nothing
                """);
        assertThat(response.statusCode()).isEqualTo(400);
        JsonNode problem = JSON.readTree(response.body());
        assertThat(problem.path("detail").asText()).startsWith("5 lines are wrong");
        assertThat(problem.path("lines"))
                .extracting(JsonNode::asText)
                .extracting(line -> line.substring(0, 7))
                .containsExactly("line 3:", "line 4:", "line 5:", "line 6:", "line 7:");
        assertThat(investigations.changes).isEmpty();
    }

    @Test
    void aDraftIsWhatTheSupervisorSignsAndGoesBackSigned() throws Exception {
        HttpResponse<String> response = post(
                "approvals",
                "{\"case\":\"2026-17\",\"basis\":\"court order 7\",\"purpose\":\"ask\",\"evaluations\":5000}");
        String statement = JSON.readTree(response.body()).path("statement").asText();
        String signature = Base64.getEncoder().encodeToString(new byte[64]);
        Map<String, String> approval = Map.of("statement", statement, "signature", signature);

        assertThat(post("lookups", under(approval)).statusCode()).isEqualTo(200);

        assertThat(investigations.askers)
                .singleElement()
                .satisfies(asking -> assertThat(asking.approval())
                        .hasValueSatisfying(
                                handed -> assertThat(handed.draft().quota()).isEqualTo(5000)));
        assertThat(post("lookups", under(Map.of("statement", "AAAA", "signature", signature)))
                        .statusCode())
                .isEqualTo(403);
    }

    private static String under(Map<String, String> approval) throws Exception {
        return JSON.writeValueAsString(Map.of(
                "user", "anna",
                "case", "2026-17",
                "basis", "court order 7",
                "type", "phone",
                "selector", "+31620000001",
                "approval", approval));
    }

    @Test
    void otherMethodsAndPathsAreRefused() throws Exception {
        assertThat(send(request("lookups", "").GET()).statusCode()).isEqualTo(405);
        assertThat(post("elsewhere", LOOK).statusCode()).isEqualTo(404);
    }

    private static String batch(String... phones) throws Exception {
        List<Map<String, String>> selectors = new ArrayList<>();
        for (String phone : phones) {
            selectors.add(Map.of("type", "phone", "selector", phone));
        }
        return JSON.writeValueAsString(
                Map.of("user", "anna", "case", "2026-17", "basis", "court order 7", "selectors", selectors));
    }

    private static List<JsonNode> lines(HttpResponse<String> response) throws Exception {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        List<JsonNode> lines = new ArrayList<>();
        for (String line : response.body().lines().toList()) {
            if (!line.isEmpty()) {
                lines.add(JSON.readTree(line));
            }
        }
        return lines;
    }

    private HttpResponse<String> post(String path, String body) throws Exception {
        return send(request(path, body));
    }

    private HttpRequest.Builder request(String path, String body) {
        return HttpRequest.newBuilder(uri(path))
                .setHeader("Authorization", token.header())
                .POST(BodyPublishers.ofString(body));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create(
                "http://127.0.0.1:%d/lookup/v1/%s".formatted(server.address().getPort(), path));
    }

    /** A request with headers that a client library would not send. */
    private String raw(String headers) throws IOException {
        String request =
                "POST /lookup/v1/lookups HTTP/1.1\r\n%s\r\nAuthorization: %s\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s"
                        .formatted(headers, token.header(), LOOK.length(), LOOK);
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), server.address().getPort())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            ByteArrayOutputStream answer = new ByteArrayOutputStream();
            socket.getInputStream().transferTo(answer);
            return answer.toString(StandardCharsets.UTF_8);
        }
    }
}
