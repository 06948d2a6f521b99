package io.mistnet.simulator.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.mistnet.connectors.selector.SelectorType;
import io.mistnet.node.cli.NetworkCommand;
import io.mistnet.node.lookup.http.LookupMessages.Written;
import io.mistnet.node.lookup.http.LookupToken;
import io.mistnet.protocols.retrieval.IntelligenceCategory;
import io.mistnet.simulator.demo.LookupApi.Grounds;
import io.mistnet.simulator.intelligence.SyntheticRecord;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The police's node answers as a test tells it, one answer after the other. */
class LookupApiTest {

    private static final Grounds GROUNDS = new Grounds("anna", "2026-17", "court order 7", "ask");
    private static final Written PHONE = new Written("phone", "+31620000001");
    private static final String ANSWER = """
            {"records":[],"unreadable":0,"revealed":{"evaluations":1,"holdersAsked":[],"holdersAnswered":[],"queries":1,"bytesSent":1,"bytesReceived":1},"seconds":0.1}""";

    @TempDir
    private static Path folder;

    private record Reply(int status, String body) {}

    private final Deque<Reply> replies = new ArrayDeque<>();
    private final List<String> requests = new ArrayList<>();
    private final List<String> said = new ArrayList<>();
    private HttpServer node;
    private LookupApi police;

    @BeforeAll
    static void aTrialNetwork() {
        new CommandLine(new NetworkCommand())
                .setOut(new PrintWriter(new StringWriter(), true))
                .execute("init", "--banks", "1", "--separate-compute", "--records", "1000", "--out", folder.toString());
    }

    @BeforeEach
    void aNode() throws Exception {
        node = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        node.createContext("/lookup/v1/", this::handle);
        node.start();
        Path own = folder.resolve("police");
        Files.writeString(
                own.resolve("node.conf"),
                "%nmistnet.http.port = %d%n".formatted(node.getAddress().getPort()),
                StandardOpenOption.APPEND);
        LookupToken.renew(Files.createDirectories(own.resolve("data")), new SecureRandom());
        police = new LookupApi(
                new Site("police", URI.create("http://localhost"), own), new OnceMore(said::add, Duration.ZERO));
    }

    @AfterEach
    void stop() {
        node.stop(0);
    }

    @Test
    void aQuestionThatHoldersWereTooSlowForIsAskedOnceMoreAndThatIsSaid() throws Exception {
        replies.add(problem(503, "away", "2 holders of the lookup's key are needed"));
        replies.add(new Reply(200, ANSWER));

        assertThat(police.look(GROUNDS, PHONE).records()).isEmpty();
        assertThat(said)
                .containsExactly(
                        "The police had no answer in time, which happens where this machine is busy; once more. (2 holders of the lookup's key are needed)");
        assertThat(requests).hasSize(2);
    }

    @Test
    void whatFailsTwiceHasFailed() {
        replies.add(problem(503, "away", "the first time"));
        replies.add(problem(429, "busy", "the second time"));

        assertThatThrownBy(() -> police.look(GROUNDS, PHONE)).hasMessage("the second time");
        assertThat(requests).hasSize(2);
    }

    @Test
    void whatIsRefusedForAnotherReasonIsNotAskedAgain() {
        replies.add(problem(403, "refused", "the quota of the day is used up"));

        assertThatThrownBy(() -> police.look(GROUNDS, PHONE)).hasMessage("the quota of the day is used up");
        assertThat(requests).hasSize(1);
        assertThat(said).isEmpty();
    }

    @Test
    void aBatchThatBreaksOffOnTheWayIsAskedAgainAsAWhole() throws Exception {
        replies.add(new Reply(200, "{\"number\":1,\"records\":[],\"unreadable\":0}\n" + inLine("away")));
        replies.add(new Reply(200, """
                {"number":1,"records":[],"unreadable":0}
                {"number":2,"records":[],"unreadable":0}
                {"revealed":{},"seconds":0.1}
                """));

        assertThat(police.lookAll(GROUNDS, List.of(PHONE, PHONE))).hasSize(2);
        assertThat(said).hasSize(1);
    }

    @Test
    void recordsAreSentAgainUnderTheSameIdsAndThoseThatAreThereCount() throws Exception {
        replies.add(new Reply(200, result(1, "added") + inLine("away")));
        replies.add(new Reply(200, result(1, "known-id") + result(2, "added") + "{\"carriedOut\":1,\"seconds\":1}\n"));
        List<SyntheticRecord> records = List.of(record("+31620000001"), record("+31620000002"));

        police.contribute(GROUNDS, records, Optional.empty(), done -> {});

        assertThat(requests).hasSize(2);
        assertThat(requests.get(1)).isEqualTo(requests.get(0)).contains("\"id\":\"");
        replies.add(new Reply(200, result(1, "selector-full") + "{\"carriedOut\":0,\"seconds\":1}\n"));
        assertThatThrownBy(() -> police.contribute(GROUNDS, records.subList(0, 1), Optional.empty(), done -> {}))
                .hasMessage("1 records of police were refused");
    }

    private static SyntheticRecord record(String phone) {
        return new SyntheticRecord(
                "police",
                SelectorType.PHONE,
                phone,
                IntelligenceCategory.OTHER,
                LocalDate.of(2026, 1, 30),
                "F-1",
                "desk");
    }

    private static String result(int number, String code) {
        return "{\"number\":%d,\"id\":\"-\",\"done\":%b,\"result\":\"in words\",\"code\":\"%s\"}%n"
                .formatted(number, code.equals("added"), code);
    }

    private static Reply problem(int status, String kind, String detail) {
        return new Reply(status, "{\"detail\":\"%s\",\"kind\":\"%s\"}".formatted(detail, kind));
    }

    private static String inLine(String kind) {
        return "{\"problem\":{\"detail\":\"because\",\"kind\":\"%s\"}}%n".formatted(kind);
    }

    private void handle(HttpExchange exchange) throws IOException {
        requests.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        Reply reply = replies.remove();
        byte[] bytes = reply.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(reply.status(), bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
