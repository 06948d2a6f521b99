package io.mistnet.node.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mistnet.node.FreePorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Requests and replies between honest institutions. */
class RequestsTest {

    private static final RequestHandler ECHO = (institution, payload, deadline) -> payload;

    private final ExecutorService callers = Executors.newCachedThreadPool();
    private RequestNodes nodes;

    @BeforeEach
    void aNetwork() throws Exception {
        nodes = new RequestNodes();
    }

    @AfterEach
    void stop() throws Exception {
        callers.shutdownNow();
        nodes.close();
    }

    @Test
    void aRequestIsAnsweredWithThePeersNameKnown() throws Exception {
        serve(
                RequestKind.HOST_INFO,
                (institution, payload, deadline) ->
                        (institution + " " + utf8(payload)).getBytes(StandardCharsets.UTF_8));
        for (String asker : List.of("police", "bank-1", "fiu")) {
            assertThat(utf8(call(nodes.client(asker), RequestKind.HOST_INFO, "how?")))
                    .isEqualTo(asker + " how?");
        }
    }

    @Test
    void holdersAnswerAskersAndEachOtherAndThemselves() throws Exception {
        nodes.serve("fiu", RequestNodes.SERVER, Map.of(RequestKind.OPRF_KEYGEN, ECHO));
        for (String caller : List.of("bank-2", "fiu", "police")) {
            assertThat(nodes.client(caller).call("fiu", RequestKind.OPRF_KEYGEN, new byte[] {7}, RequestNodes.soon()))
                    .containsExactly(7);
        }
    }

    @Test
    void payloadsOfAllSizesArriveAsTheyWereSent() throws Exception {
        serve(RequestKind.HOST_BATCH, ECHO);
        RequestClient client = nodes.client("police");
        for (int length : new int[] {0, 1, 16 << 10, (16 << 10) + 1, 3_000_000, 64 << 20}) {
            byte[] payload = new byte[length];
            RandomGenerator.of("SplittableRandom").nextBytes(payload);
            byte[] reply = client.call("registry", RequestKind.HOST_BATCH, payload, Deadline.in(Duration.ofMinutes(1)));
            assertThat(Arrays.equals(reply, payload)).as("%d bytes", length).isTrue();
        }
    }

    @Test
    void callsAtOnceGetTheirOwnReplies() throws Exception {
        ServerSettings roomy = ServerSettings.of(2, 64);
        nodes.serve("registry", roomy, Map.of(RequestKind.HOST_QUERY, ECHO));
        List<CompletableFuture<Void>> calls = new ArrayList<>();
        for (String asker : List.of("police", "bank-1", "bank-2")) {
            RequestClient client = nodes.client(asker);
            for (int i = 0; i < 40; i++) {
                String text = asker + " " + i;
                calls.add(async(() -> assertThat(utf8(call(client, RequestKind.HOST_QUERY, text)))
                        .isEqualTo(text)));
            }
        }
        CompletableFuture.allOf(calls.toArray(CompletableFuture[]::new)).get(30, TimeUnit.SECONDS);
    }

    @Test
    void aConnectionServesManyCalls() throws Exception {
        serve(RequestKind.HOST_QUERY, ECHO);
        RequestClient client = nodes.client("police");
        for (int i = 0; i < 20; i++) {
            call(client, RequestKind.HOST_QUERY, "again");
        }
        assertThat(nodes.meters
                        .get("mistnet.links.opened")
                        .tag("link", "lookup-in")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void aRefusalTellsTheReason() throws Exception {
        serve(RequestKind.HOST_QUERY, (institution, payload, deadline) -> {
            throw new RefusedRequestException("the authorisation expired yesterday; sign a new one");
        });
        RequestClient client = nodes.client("police");
        assertThatThrownBy(() -> call(client, RequestKind.HOST_QUERY, "x"))
                .isInstanceOfSatisfying(RefusedException.class, refused -> {
                    assertThat(refused.reason()).isEqualTo("the authorisation expired yesterday; sign a new one");
                    assertThat(refused.institution()).isEqualTo("registry");
                })
                .hasMessageContaining("HOST_QUERY to registry");
    }

    @Test
    void aKindThatIsNotServedIsRefusedAndTheConnectionGoesOn() throws Exception {
        serve(RequestKind.HOST_INFO, ECHO);
        RequestClient client = nodes.client("police");
        assertThatThrownBy(() -> call(client, RequestKind.OPRF_EVALUATE, "x"))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("does not answer such requests");
        assertThat(utf8(call(client, RequestKind.HOST_INFO, "y"))).isEqualTo("y");
    }

    @Test
    void aFailureInAHandlerEndsThatRequestOnlyAndTellsNothing() throws Exception {
        serve(RequestKind.HOST_QUERY, (institution, payload, deadline) -> {
            if (payload.length == 0) {
                throw new IllegalStateException("secret of the house");
            }
            return payload.length == 1 ? new byte[RequestKind.HOST_QUERY.mostReplyBytes() + 1] : payload;
        });
        RequestClient client = nodes.client("police");
        for (String bad : List.of("", "1")) {
            assertThatThrownBy(() -> call(client, RequestKind.HOST_QUERY, bad))
                    .isInstanceOf(PeerFailedException.class)
                    .hasMessageNotContaining("secret");
        }
        assertThat(utf8(call(client, RequestKind.HOST_QUERY, "fine"))).isEqualTo("fine");
    }

    @Test
    void aPayloadThatIsTooLongIsNotSent() throws Exception {
        RequestClient client = nodes.client("police");
        assertThatThrownBy(() -> client.call(
                        "registry",
                        RequestKind.HOST_INFO,
                        new byte[RequestKind.HOST_INFO.mostRequestBytes() + 1],
                        RequestNodes.soon()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at most 1024");
        assertThatThrownBy(() -> client.call("bank-1", RequestKind.HOST_INFO, new byte[0], RequestNodes.soon()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("bank-1");
    }

    @Test
    void whereTooManyWaitFurtherOnesAreToldWhenToComeBack() throws Exception {
        CountDownLatch goOn = new CountDownLatch(1);
        CyclicBarrier bothAtWork = new CyclicBarrier(3);
        serve(RequestKind.HOST_QUERY, (institution, payload, deadline) -> {
            if (payload.length > 0) {
                meet(bothAtWork);
                await(goOn);
            }
            return payload;
        });
        RequestClient police = nodes.client("police");
        List<CompletableFuture<Void>> atWork = List.of(
                async(() -> call(police, RequestKind.HOST_QUERY, "a")),
                async(() -> call(police, RequestKind.HOST_QUERY, "b")));
        meet(bothAtWork);
        CompletableFuture<Void> waiting = async(() -> call(nodes.client("bank-1"), RequestKind.HOST_QUERY, ""));
        awaitWaiting(1);
        assertThatThrownBy(() -> call(nodes.client("bank-2"), RequestKind.HOST_QUERY, ""))
                .isInstanceOfSatisfying(
                        BusyException.class,
                        busy -> assertThat(busy.retryAfter()).isEqualTo(RequestNodes.SERVER.retryAfter()));
        goOn.countDown();
        waiting.get(30, TimeUnit.SECONDS);
        for (CompletableFuture<Void> call : atWork) {
            call.get(30, TimeUnit.SECONDS);
        }
        awaitServed(Outcome.BUSY);
    }

    @Test
    void workWhoseDeadlinePassesWhileItWaitsIsNotBegun() throws Exception {
        CountDownLatch goOn = new CountDownLatch(1);
        CyclicBarrier bothAtWork = new CyclicBarrier(3);
        AtomicInteger late = new AtomicInteger();
        RequestHandler work = (institution, payload, deadline) -> {
            if (payload.length == 0) {
                late.incrementAndGet();
                return payload;
            }
            meet(bothAtWork);
            await(goOn);
            return payload;
        };
        nodes.serve("registry", RequestNodes.SERVER, Map.of(RequestKind.HOST_QUERY, work, RequestKind.HOST_INFO, ECHO));
        RequestClient police = nodes.client("police");
        RequestClient bank = nodes.client("bank-1");
        // so that its deadline is spent waiting, not on a handshake
        call(bank, RequestKind.HOST_INFO, "");
        List<CompletableFuture<Void>> atWork = List.of(
                async(() -> call(police, RequestKind.HOST_QUERY, "a")),
                async(() -> call(police, RequestKind.HOST_QUERY, "b")));
        meet(bothAtWork);
        assertThatThrownBy(() ->
                        bank.call("registry", RequestKind.HOST_QUERY, new byte[0], Deadline.in(Duration.ofSeconds(1))))
                .isInstanceOf(DeadlineExceededException.class);
        awaitWaiting(0);
        goOn.countDown();
        for (CompletableFuture<Void> call : atWork) {
            call.get(30, TimeUnit.SECONDS);
        }
        awaitServed(Outcome.DEADLINE);
        assertThat(late).hasValue(0);
    }

    @Test
    void theRemainingTimeTravelsWithTheRequest() throws Exception {
        CompletableFuture<Duration> seen = new CompletableFuture<>();
        serve(RequestKind.HOST_QUERY, (institution, payload, deadline) -> {
            seen.complete(deadline.remaining());
            return payload;
        });
        nodes.client("police")
                .call("registry", RequestKind.HOST_QUERY, new byte[0], Deadline.in(Duration.ofSeconds(7)));
        assertThat(seen.get()).isBetween(Duration.ofMillis(1), Duration.ofSeconds(7));
    }

    @Test
    void aCallGivesUpAtItsDeadlineThoughThePeerStillWorks() throws Exception {
        CountDownLatch goOn = new CountDownLatch(1);
        serve(RequestKind.HOST_QUERY, (institution, payload, deadline) -> {
            await(goOn);
            return payload;
        });
        RequestClient client = nodes.client("police");
        long start = System.nanoTime();
        assertThatThrownBy(() -> client.call(
                        "registry", RequestKind.HOST_QUERY, new byte[0], Deadline.in(Duration.ofMillis(400))))
                .isInstanceOf(DeadlineExceededException.class);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(RequestNodes.PATIENCE);
        goOn.countDown();
        assertThat(utf8(call(client, RequestKind.HOST_QUERY, "next"))).isEqualTo("next");
    }

    @Test
    void aPeerThatIsAwayIsNamedAndDialledAgainAfterAPause() throws Exception {
        RequestClient client = nodes.client("police");
        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(() -> call(client, RequestKind.HOST_INFO, "x"))
                    .isInstanceOf(PeerAwayException.class)
                    .hasMessageContaining("registry");
        }
        serve(RequestKind.HOST_INFO, ECHO);
        assertEventuallyAnswers(client);
    }

    @Test
    void aClientOutlivesARestartOfTheServer() throws Exception {
        RequestServer first = serve(RequestKind.HOST_INFO, ECHO);
        RequestClient client = nodes.client("police");
        call(client, RequestKind.HOST_INFO, "x");
        first.close();
        assertThatThrownBy(() -> call(client, RequestKind.HOST_INFO, "x")).isInstanceOf(PeerAwayException.class);
        serve(RequestKind.HOST_INFO, ECHO);
        assertEventuallyAnswers(client);
    }

    @Test
    void aServerThatWasStartedAnewBetweenTwoCallsIsAskedOverANewConnection() throws Exception {
        RequestClient client = nodes.client("police");
        RequestServer server = serve(RequestKind.HOST_QUERY, ECHO);
        for (int i = 0; i < 10; i++) {
            assertThat(utf8(call(client, RequestKind.HOST_QUERY, "x" + i))).isEqualTo("x" + i);
            server.close();
            server = serve(RequestKind.HOST_QUERY, ECHO);
        }
        assertThat(utf8(call(client, RequestKind.HOST_QUERY, "last"))).isEqualTo("last");
    }

    @Test
    void aRequestThatThePeerMayHaveIsSentAgainOnlyWhereThatChangesNothing() throws Exception {
        for (RequestKind kind : List.of(RequestKind.OPRF_EVALUATE, RequestKind.HOST_UPDATE)) {
            assertThat(timesServedWhereTheConnectionEndsInTheMiddle(kind))
                    .as(kind.name())
                    .isOne();
        }
        assertThat(timesServedWhereTheConnectionEndsInTheMiddle(RequestKind.HOST_QUERY))
                .isEqualTo(2);
    }

    /** The second request on a connection is cut off from its reply. */
    private int timesServedWhereTheConnectionEndsInTheMiddle(RequestKind kind) throws Exception {
        AtomicInteger served = new AtomicInteger();
        int behind = FreePorts.one();
        try (CuttableRelay relay = new CuttableRelay(nodes.address("registry"), behind);
                RequestServer server =
                        nodes.serveAt(behind, "registry", Map.of(kind, (institution, payload, deadline) -> {
                            if (payload.length > 0 && served.incrementAndGet() == 1) {
                                cut(relay);
                            }
                            return payload;
                        }));
                RequestClient client = nodes.client("police")) {
            call(client, kind, "");
            try {
                call(client, kind, "x");
            } catch (PeerAwayException e) {
                // as it was not sent again
            }
        }
        return served.get();
    }

    private static void cut(CuttableRelay relay) {
        try {
            relay.cut();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void closingTheClientEndsItsCalls() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        serve(RequestKind.HOST_QUERY, (institution, payload, deadline) -> {
            begun.countDown();
            await(goOn);
            return payload;
        });
        RequestClient client = nodes.client("police");
        CompletableFuture<Void> call = async(() -> call(client, RequestKind.HOST_QUERY, "x"));
        await(begun);
        client.close();
        assertThatThrownBy(() -> call.get(30, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasRootCauseInstanceOf(PeerAwayException.class)
                .hasMessageContaining("this node stops");
        goOn.countDown();
        assertThatThrownBy(() -> call(client, RequestKind.HOST_QUERY, "x")).isInstanceOf(PeerAwayException.class);
    }

    @Test
    void closingTheServerEndsTheCallsOfOthersAndWaitsForItsHandlers() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        AtomicInteger ended = new AtomicInteger();
        RequestServer server = serve(RequestKind.HOST_QUERY, (institution, payload, deadline) -> {
            begun.countDown();
            sleep(Duration.ofMillis(300));
            ended.incrementAndGet();
            return payload;
        });
        CompletableFuture<Void> call = async(() -> call(nodes.client("police"), RequestKind.HOST_QUERY, "x"));
        await(begun);
        server.close();
        assertThat(ended).hasValue(1);
        assertThatThrownBy(() -> call.get(30, TimeUnit.SECONDS)).hasRootCauseInstanceOf(PeerAwayException.class);
    }

    @Test
    void whoeverHasTooManyConnectionsLosesTheOneThatIsIdleForLongest() throws Exception {
        serve(RequestKind.HOST_INFO, ECHO);
        RequestClient first = nodes.client("police");
        call(first, RequestKind.HOST_INFO, "x");
        for (int i = 0; i < RequestNodes.SERVER.linksOfOne(); i++) {
            assertThat(utf8(call(nodes.client("police"), RequestKind.HOST_INFO, "y")))
                    .isEqualTo("y");
        }
        assertThat(nodes.meters
                        .get("mistnet.links.up")
                        .tag("link", "lookup-in")
                        .gauge()
                        .value())
                .isEqualTo(RequestNodes.SERVER.linksOfOne());
        assertEventuallyAnswers(first);
    }

    private RequestServer serve(RequestKind kind, RequestHandler handler) throws Exception {
        return nodes.serve("registry", RequestNodes.SERVER, Map.of(kind, handler));
    }

    private void assertEventuallyAnswers(RequestClient client) throws Exception {
        long end = System.nanoTime() + RequestNodes.PATIENCE.toNanos();
        while (true) {
            try {
                assertThat(utf8(call(client, RequestKind.HOST_INFO, "back"))).isEqualTo("back");
                return;
            } catch (PeerAwayException e) {
                assertThat(System.nanoTime()).isLessThan(end);
                sleep(Duration.ofMillis(20));
            }
        }
    }

    private void awaitWaiting(int expected) {
        long end = System.nanoTime() + RequestNodes.PATIENCE.toNanos();
        while (nodes.meters.get("mistnet.requests.waiting").gauge().value() != expected) {
            assertThat(System.nanoTime()).isLessThan(end);
            sleep(Duration.ofMillis(5));
        }
    }

    /** What is counted is counted after the reply has left. */
    private void awaitServed(Outcome outcome) {
        long end = System.nanoTime() + RequestNodes.PATIENCE.toNanos();
        while (nodes.served(RequestKind.HOST_QUERY, outcome) < 1) {
            assertThat(System.nanoTime()).as(outcome.tag()).isLessThan(end);
            sleep(Duration.ofMillis(5));
        }
    }

    private static byte[] call(RequestClient client, RequestKind kind, String text) throws RequestFailedException {
        return client.call("registry", kind, text.getBytes(StandardCharsets.UTF_8), RequestNodes.soon());
    }

    private CompletableFuture<Void> async(Call call) {
        return CompletableFuture.runAsync(
                () -> {
                    try {
                        call.run();
                    } catch (Exception e) {
                        throw new IllegalStateException(e.getMessage(), e);
                    }
                },
                callers);
    }

    private static String utf8(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await(30, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void sleep(Duration duration) {
        try {
            Thread.sleep(duration.toMillis());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private interface Call {
        void run() throws Exception;
    }
}
