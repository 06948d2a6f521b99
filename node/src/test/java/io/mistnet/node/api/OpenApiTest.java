package io.mistnet.node.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mistnet.node.access.UserRole;
import io.mistnet.node.alert.RaisedAlerts;
import io.mistnet.node.api.ApiClient.Reply;
import io.mistnet.node.api.Description.Described;
import io.mistnet.node.api.frame.EnumIds;
import io.mistnet.node.api.frame.Operation;
import io.mistnet.node.api.frame.ProblemKind;
import io.mistnet.node.api.frame.Safeguard;
import io.mistnet.node.network.Sha256;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.apache.pekko.http.javadsl.model.MediaType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The description and the table of operations say the same, and every operation answers as described: {@link ApiClient} holds each answer against it. */
final class OpenApiTest {

    private static final String BASE = "/api/v1";
    private static final Set<String> NEVER_IN_TESTS = Set.of("429", "500", "503");

    @TempDir
    private static Path folder;

    private static TestApi api;
    private static Description description;
    private static ApiClient everybody;

    @BeforeAll
    static void start() throws Exception {
        // so that one lookup ends meanwhile, and one does not
        api = new TestApi(folder, 1_000_000, Duration.ofSeconds(5));
        everybody = api.of(Optional.of("anna"), "everybody", UserRole.values());
        description = everybody.description();
    }

    @AfterAll
    static void stop() throws Exception {
        api.close();
    }

    @Test
    void everyOperationIsDescribedAndNoOther() {
        assertThat(description.operations().keySet())
                .containsExactlyInAnyOrderElementsOf(
                        api.table.operations().stream().map(Operation::toString).toList());
    }

    @Test
    void operationsAreDescribedAsTheyAre() {
        for (Operation operation : api.table.operations()) {
            Described described = description.operations().get(operation.toString());
            String name = operation.toString();
            assertThat(description.parameters(described, "query", false))
                    .as("the query of " + name)
                    .containsExactlyInAnyOrderElementsOf(operation.parameters());
            assertThat(description.parameters(described, "header", true))
                    .as("the headers that are needed for " + name)
                    .containsExactlyElementsOf(headers(operation));
            assertThat(described.json().path("x-permission").asText())
                    .as("the permission of " + name)
                    .isEqualTo(operation.audience().permission().map(Enum::name).orElse(""));
            assertThat(described.json().path("security").isArray())
                    .as("whether anybody may call " + name)
                    .isEqualTo(!operation.audience().needsToken());
            assertThat(described.json().has("requestBody"))
                    .as("whether a body is sent to " + name)
                    .isEqualTo(operation.mostBytes() > 0);
            assertThat(produced(described))
                    .as("what is offered by " + name)
                    .isEqualTo(
                            operation.produces().stream().map(OpenApiTest::name).collect(Collectors.toSet()));
        }
    }

    @Test
    void namesOfOperationsAreUniqueAndEverySchemaIsUsed() {
        assertThat(description.operations().values())
                .extracting(operation -> operation.json().path("operationId").asText())
                .doesNotHaveDuplicates()
                .doesNotContain("");
        String text = description.root().toString();
        description
                .root()
                .path("components")
                .fields()
                .forEachRemaining(kind -> kind.getValue().fieldNames().forEachRemaining(name -> {
                    String reference = "#/components/%s/%s".formatted(kind.getKey(), name);
                    boolean isUsed = text.contains("\"" + reference + "\"");
                    assertThat(isUsed || Set.of("token", "MethodNotAllowed").contains(name))
                            .as(reference)
                            .isTrue();
                }));
    }

    @Test
    void theDescriptionIsServedToEverybody() throws Exception {
        Reply served = api.client(Optional.empty()).get("/openapi.yaml");

        assertThat(served.text()).startsWith("openapi: 3.1.0");
        assertThat(served.header("Content-Type")).isEqualTo("application/yaml");
    }

    @Test
    void everyKindOfProblemIsExplained() throws Exception {
        for (ProblemKind kind : ProblemKind.values()) {
            assertThat(everybody
                            .get("/problems/" + EnumIds.of(kind))
                            .json()
                            .path("status")
                            .asInt())
                    .isEqualTo(kind.status());
        }
    }

    @Test
    void everyOperationAnswersWithEveryStatusThatIsDescribed() throws Exception {
        List<String> plain = callAll();
        readAgain(plain);
        refuseAll();
        provoke();

        Set<String> missing = new TreeSet<>();
        description
                .operations()
                .forEach((name, operation) -> operation
                        .json()
                        .path("responses")
                        .fieldNames()
                        .forEachRemaining(status -> {
                            String answer = name + " " + status;
                            if (!NEVER_IN_TESTS.contains(status)
                                    && !description.seen().contains(answer)) {
                                missing.add(answer);
                            }
                        }));
        assertThat(missing).as("described, and never answered").isEmpty();
    }

    /** Calls each operation once so that it succeeds; answers the addresses that can be read again. */
    private List<String> callAll() throws Exception {
        long id = api.raise(RaisedAlerts.flag(RaisedAlerts.ACCOUNT, 1));
        String alert = "/alerts/" + id;
        List<String> read = new ArrayList<>(List.of("/alerts", alert, alert + "/transfers", "/analysts"));
        read(alert + "/export");
        everybody.send("POST", "/alerts/search", "{\"account\":\"DE\"}");
        everybody.change(alert, alert + "/comments", "{\"comment\":\"x\"}");
        everybody.send("PUT", alert + "/assignee", "{\"id\":\"token:everybody\"}", "If-Match", tag(alert));
        everybody.send("DELETE", alert + "/assignee", null, "If-Match", tag(alert));
        everybody.change(alert, alert + "/close", "{\"disposition\":\"false-alarm\",\"comment\":\"x\"}");
        read.add("/feedback");
        read("/feedback");
        everybody.change(alert, alert + "/reopen", "{\"comment\":\"x\"}");

        String own = location(everybody.post(
                "/cases", "{\"reference\":\"R\",\"title\":\"T\",\"legalBasis\":\"L\",\"retentionDays\":30}"));
        everybody.post(own + "/notes", "{\"text\":\"x\"}");
        String lookup = location(everybody.post(
                own + "/lookups",
                "{\"selector\":{\"value\":\"030901821\",\"type\":\"phone\"},\"region\":\"de\",\"legalBasis\":\"x\"}"));
        api.network.gate = new CountDownLatch(1);
        Reply begun = everybody.post(own + "/lookups", "{\"selector\":{\"value\":\"+4930901821\"}}");
        assertThat(begun.status()).isEqualTo(202);
        api.network.gate.countDown();
        awaitEnd(location(begun));
        String selectors = "{\"value\":\"+493090182%d\"}";
        String many = String.join(
                ",",
                List.of(
                        selectors.formatted(1),
                        selectors.formatted(2),
                        selectors.formatted(3),
                        selectors.formatted(4)));
        String batch = location(everybody.post(
                own + "/batches",
                "{\"selectors\":[%s],\"reason\":\"x\",\"askAgain\":true,\"leaveOutBad\":false}".formatted(many)));
        long approval = everybody.get("/approvals").json().at("/items/0/id").asLong();
        read.addAll(List.of(
                "/cases",
                own,
                own + "/members",
                own + "/events",
                own + "/lookups",
                own + "/batches",
                lookup,
                batch,
                batch + "/results",
                "/approvals",
                "/approvals/" + approval));
        for (String path : read) {
            read(path);
        }
        everybody.change(batch, batch + "/cancel", "{}");
        everybody.change(own, own + "/close", "{}");
        everybody.change(own, own + "/reopen", "{}");
        read.addAll(List.of("/health", "/token", "/problems/stale"));
        read("/audit/lines");
        read("/audit/verification");
        read("/openapi.yaml");
        return read;
    }

    private static void read(String path) throws Exception {
        assertThat(everybody.get(path).status()).as(path).isEqualTo(200);
    }

    private static void readAgain(List<String> paths) throws Exception {
        for (String path : paths) {
            assertThat(everybody.get(path, "If-None-Match", tag(path)).status())
                    .as(path)
                    .isEqualTo(304);
        }
        // what is asked of the audit log is written into it: another one is read
        assertThat(everybody.get("/audit/verification", "If-None-Match", "*").status())
                .isEqualTo(304);
        assertThat(everybody.get("/audit/lines", "If-None-Match", "*").status()).isEqualTo(304);
    }

    /** What each operation refuses, by what it is. */
    private static void refuseAll() throws Exception {
        ApiClient nobody = api.client(Optional.empty());
        for (Operation operation : api.table.operations()) {
            String path = operation.path().text().replace("{id}", "1").replace("{kind}", "stale");
            String body = operation.mostBytes() > 0 ? "{}" : null;
            expect(400, operation, everybody, path + "?unknown=1", body, Map.of());
            expect(406, operation, everybody, path, body, Map.of("Accept", "image/png"));
            if (operation.audience().needsToken()) {
                expect(401, operation, nobody, path, body, Map.of());
            }
            if (operation.audience().permission().isPresent()) {
                UserRole without = List.of(UserRole.OPERATOR, UserRole.ANALYST, UserRole.INVESTIGATOR).stream()
                        .filter(role -> !role.permissions()
                                .contains(operation.audience().permission().get()))
                        .findFirst()
                        .orElseThrow();
                expect(403, operation, api.as(without), path, body, Map.of());
            }
            if (operation.path().text().contains("{id}")) {
                expect(404, operation, everybody, path.replace("/1", "/999"), valid(operation), Map.of());
            }
            if (operation.path().text().contains("{kind}")) {
                expect(404, operation, everybody, "/problems/nothing", null, Map.of());
            }
            if (operation.mostBytes() > 0) {
                expect(415, operation, everybody, path, "x", Map.of("Content-Type", "text/plain"));
                expect(413, operation, everybody, path, " ".repeat((int) operation.mostBytes() + 1), Map.of());
            }
            if (operation.safeguard() == Safeguard.VERSION) {
                expect(428, operation, everybody, path, body, Map.of("If-Match", "*"));
            }
        }
    }

    /** What depends on what is there. */
    private static void provoke() throws Exception {
        long id = api.raise(RaisedAlerts.flag(RaisedAlerts.OTHER_ACCOUNT, 1));
        String alert = "/alerts/" + id;
        String own = location(everybody.post("/cases", "{\"reference\":\"S\",\"title\":\"T\",\"legalBasis\":\"L\"}"));
        String batch = location(everybody.post(own + "/batches", "{\"selectors\":[{\"value\":\"+4930901821\"}]}"));
        for (Operation operation : api.table.operations()) {
            String at = operation.path().text();
            String path = at.startsWith("/alerts")
                    ? at.replace("/alerts/{id}", alert)
                    : at.startsWith("/batches") ? at.replace("/batches/{id}", batch) : at.replace("/cases/{id}", own);
            if (operation.safeguard() == Safeguard.VERSION) {
                expect(412, operation, everybody, path, valid(operation), Map.of("If-Match", "\"0\""));
                if (operation.method().equals("POST")) {
                    reuseKey(operation, path);
                }
            }
        }
        everybody.change(alert, alert + "/close", "{\"disposition\":\"false-alarm\"}");
        String[] closed = {"comments", "close"};
        for (String end : closed) {
            assertThat(everybody
                            .change(
                                    alert,
                                    alert + "/" + end,
                                    "{\"comment\":\"x\"%s}"
                                            .formatted(end.equals("close") ? ",\"disposition\":\"false-alarm\"" : ""))
                            .status())
                    .isEqualTo(409);
        }
        assertThat(everybody
                        .send("PUT", alert + "/assignee", "{\"id\":\"token:everybody\"}", "If-Match", tag(alert))
                        .status())
                .isEqualTo(409);
        assertThat(everybody
                        .send("DELETE", alert + "/assignee", null, "If-Match", tag(alert))
                        .status())
                .isEqualTo(409);
        everybody.change(alert, alert + "/reopen", null);
        assertThat(everybody.change(alert, alert + "/reopen", "{}").status()).isEqualTo(409);
        assertThat(everybody
                        .send("PUT", alert + "/assignee", "{\"id\":\"x\"}", "If-Match", tag(alert))
                        .status())
                .isEqualTo(422);
        assertThat(everybody.change(own, own + "/reopen", "{}").status()).isEqualTo(409);
        while (Set.of("queued", "running")
                .contains(everybody.get(batch).json().path("state").asText())) {
            Thread.sleep(20);
        }
        assertThat(everybody.change(batch, batch + "/cancel", "{}").status()).isEqualTo(409);
        assertThat(everybody
                        .post("/cases", "{\"reference\":\"S\",\"title\":\"T\",\"legalBasis\":\"L\"}")
                        .status())
                .isEqualTo(422);
        assertThat(everybody.post(own + "/notes", "{\"text\":\" \"}").status()).isEqualTo(422);
        assertThat(everybody
                        .post(own + "/lookups", "{\"selector\":{\"value\":\"x\"}}")
                        .status())
                .isEqualTo(422);
        assertThat(everybody
                        .post(own + "/batches", "{\"selectors\":[{\"value\":\"x\"}]}")
                        .status())
                .isEqualTo(422);
        everybody.change(own, own + "/close", "{}");
        assertThat(everybody.change(own, own + "/close", "{}").status()).isEqualTo(409);
        assertThat(everybody
                        .post(own + "/lookups", "{\"selector\":{\"value\":\"+4930901821\"}}")
                        .status())
                .isEqualTo(409);
        assertThat(everybody
                        .post(own + "/batches", "{\"selectors\":[{\"value\":\"+4930901821\"}]}")
                        .status())
                .isEqualTo(409);
        beginAtOnce();
    }

    /** Two with one key, of which the first has not ended. */
    private static void beginAtOnce() throws Exception {
        for (String path : List.of("/cases", "/cases/1/notes")) {
            api.database.inTransaction(handle -> handle.execute(
                    "INSERT INTO api_request (token_name, request_key, request_hash, begun_at) VALUES ('everybody', ?, ?, ?)",
                    "held" + path,
                    Sha256.of("POST %s%s %s\n"
                                    .formatted(BASE, path, Sha256.of("{}".getBytes(StandardCharsets.UTF_8)))
                                    .getBytes(StandardCharsets.UTF_8))
                            .hex(),
                    OffsetDateTime.ofInstant(TestApi.NOW, ZoneOffset.UTC)));
            assertThat(everybody
                            .post(path, "{}", "Idempotency-Key", "held" + path)
                            .status())
                    .isEqualTo(409);
        }
    }

    private static void reuseKey(Operation operation, String path) throws Exception {
        String key = "other-" + path.replace('/', '-');
        everybody.post(
                "/cases",
                "{\"reference\":\"%s\",\"title\":\"T\",\"legalBasis\":\"L\"}".formatted(key),
                "Idempotency-Key",
                key);
        expect(422, operation, everybody, path, valid(operation), Map.of("Idempotency-Key", key));
    }

    private static void expect(
            int status, Operation operation, ApiClient client, String path, String body, Map<String, String> headers)
            throws Exception {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("If-Match", "\"1\"");
        if (operation.method().equals("POST")) {
            all.put("Idempotency-Key", UUID.randomUUID().toString());
        }
        all.putAll(headers);
        String[] sent = all.entrySet().stream()
                .flatMap(header -> List.of(header.getKey(), header.getValue()).stream())
                .toArray(String[]::new);
        assertThat(client.send(operation.method(), path, body, sent).status())
                .as("%s, %s", operation, headers)
                .isEqualTo(status);
    }

    /** A body that the operation can read. */
    private static String valid(Operation operation) {
        String path = operation.path().text();
        String end = path.substring(path.lastIndexOf('/') + 1);
        return operation.mostBytes() == 0
                ? null
                : switch (end) {
                    case "assignee" -> "{\"id\":\"token:everybody\"}";
                    case "comments" -> "{\"comment\":\"x\"}";
                    case "close" -> path.startsWith("/alerts") ? "{\"disposition\":\"false-alarm\"}" : "{}";
                    case "notes" -> "{\"text\":\"x\"}";
                    case "lookups" -> "{\"selector\":{\"value\":\"+4930901821\"}}";
                    case "batches" -> "{\"selectors\":[{\"value\":\"+4930901821\"}]}";
                    default -> "{}";
                };
    }

    private static void awaitEnd(String lookup) throws Exception {
        while (everybody.get(lookup).json().path("state").asText().equals("asked")) {
            Thread.sleep(20);
        }
    }

    private static String location(Reply reply) {
        return reply.header("Location").substring(BASE.length());
    }

    private static String tag(String path) throws Exception {
        return everybody.get(path).etag();
    }

    private static List<String> headers(Operation operation) {
        return switch (operation.safeguard()) {
            case NONE -> List.of();
            case VERSION -> List.of("If-Match");
            case KEY -> List.of("Idempotency-Key");
        };
    }

    private static Set<String> produced(Described described) {
        Set<String> types = new TreeSet<>();
        described.json().path("responses").fields().forEachRemaining(response -> {
            JsonNode content = description.resolved(response.getValue()).path("content");
            if (response.getKey().startsWith("2")) {
                content.fieldNames().forEachRemaining(types::add);
            }
        });
        return types.isEmpty() ? Set.of("application/json") : types;
    }

    private static String name(MediaType type) {
        return (type.mainType() + "/" + type.subType()).toLowerCase(Locale.ROOT);
    }
}
