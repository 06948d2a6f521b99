package io.mistnet.node.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.mistnet.node.network.Network;
import io.mistnet.node.peer.PinnedTls;
import io.mistnet.node.peer.Refusal;
import io.mistnet.node.peer.Topology;
import io.mistnet.node.trial.HostileClient;
import io.mistnet.node.trial.TrialNetwork;
import io.mistnet.node.trial.Trials;
import io.mistnet.node.wire.proto.Hello;
import io.mistnet.node.wire.proto.Purpose;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Bad peers against the host. After each, an honest asker whose connection was up before is still answered. */
class HostileRequestersTest {

    private static final byte[] NOTHING = {};
    private static final int REPLY_BYTES = 1 << 20;
    private static final Pace PACE = new Pace(Duration.ofSeconds(1), 1 << 20);

    private RequestNodes nodes;
    private RequestClient honest;
    private HostileClient hostile;

    @BeforeEach
    void anHonestAskerIsAnswered() throws Exception {
        nodes = new RequestNodes();
        RequestHandler large = (institution, payload, deadline) -> new byte[REPLY_BYTES];
        nodes.serve(
                "registry",
                RequestNodes.server(PACE, Duration.ofMinutes(1)),
                Map.of(
                        RequestKind.HOST_INFO,
                        (institution, payload, deadline) -> payload,
                        RequestKind.HOST_QUERY,
                        large,
                        RequestKind.HOST_BATCH,
                        large));
        honest = nodes.client("police");
        hostile = new HostileClient(nodes.address("registry"));
        askHonestly();
    }

    @AfterEach
    void theHonestAskerIsAnsweredStill() throws Exception {
        askHonestly();
        nodes.close();
    }

    @Test
    void aPeerThatSpeaksNoTlsIsRefused() throws Exception {
        try (Socket socket = hostile.plain()) {
            socket.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            HostileClient.assertClosed(socket);
        }
        awaitRefused(Refusal.HANDSHAKE_FAILED);
    }

    @Test
    void aPeerWithAnotherCertificateIsRefused() throws Exception {
        TrialNetwork strangers = Trials.withLookup(1);
        SSLContext context = new PinnedTls(strangers.identity("police"), nodes.trial.network(), Clock.systemUTC())
                .dialling(nodes.trial.network().institution("registry"));
        hostile.assertTurnedAway(context, NOTHING);
        awaitRefused(Refusal.UNKNOWN_CERTIFICATE);
        hostile.assertTurnedAway(HostileClient.withoutCertificate(), NOTHING);
        awaitRefused(Refusal.NO_CERTIFICATE);
    }

    @Test
    void aPeerWithAnotherNetworkFileIsRefusedByBothSides() throws Exception {
        Network other = Trials.renamed(nodes.trial);
        PinnedTls tls = new PinnedTls(nodes.trial.identity("bank-1"), other, Clock.systemUTC());
        try (RequestClient client =
                new RequestClient(new Topology(other, "bank-1"), tls, RequestNodes.CLIENT, new SimpleMeterRegistry())) {
            assertThatThrownBy(() -> client.call("registry", RequestKind.HOST_INFO, NOTHING, RequestNodes.soon()))
                    .isInstanceOf(PeerAwayException.class)
                    .hasMessageContaining("registry has another network file");
        }
        awaitRefused(Refusal.OTHER_NETWORK);
    }

    @Test
    void anInstitutionThatMayNotAskIsRefused() throws Exception {
        greet(
                "compute-0",
                HostileClient.hello(nodes.trial.network(), "compute-0").setPurpose(Purpose.PURPOSE_LOOKUP));
        awaitRefused(Refusal.OTHER_PURPOSE);
    }

    @Test
    void aLinkForAnotherPurposeIsRefused() throws Exception {
        greet("bank-1", HostileClient.hello(nodes.trial.network(), "bank-1").setPurpose(Purpose.PURPOSE_DATA));
        awaitRefused(Refusal.OTHER_PURPOSE);
    }

    @Test
    void aPeerThatNamesAnotherInstitutionIsRefused() throws Exception {
        greet("bank-1", HostileClient.hello(nodes.trial.network(), "fiu").setPurpose(Purpose.PURPOSE_LOOKUP));
        awaitRefused(Refusal.OTHER_INSTITUTION);
    }

    @Test
    void aHostThatAsksIsRefusedByTheHolders() throws Exception {
        nodes.serve("fiu", RequestNodes.SERVER, Map.of());
        try (SSLSocket socket = nodes.connected("registry", "fiu")) {
            socket.getOutputStream()
                    .write(HostileClient.framed(HostileClient.hello(nodes.trial.network(), "registry")
                            .setPurpose(Purpose.PURPOSE_LOOKUP)));
            HostileClient.assertClosed(socket);
        }
        awaitRefused(Refusal.OTHER_PURPOSE);
    }

    @Test
    void aRequestThatIsTooLongIsRefusedByItsHeader() throws Exception {
        for (int length : new int[] {RequestKind.HOST_QUERY.mostRequestBytes() + 1, Integer.MAX_VALUE, -1}) {
            try (SSLSocket socket = nodes.greeted("bank-1", "registry")) {
                send(socket, new FrameHeader(RequestKind.HOST_QUERY.code(), 1, 5000, length));
                assertThat(RequestNodes.readOutcome(socket)).isEqualTo(Outcome.TOO_LONG);
                HostileClient.assertClosed(socket);
            }
        }
        awaitRefusals(Refusal.FRAME_TOO_LONG, 3);
    }

    @Test
    void aRequestOfUnknownKindIsRefused() throws Exception {
        try (SSLSocket socket = nodes.greeted("bank-1", "registry")) {
            send(socket, new FrameHeader(999, 1, 5000, 0));
            assertThat(RequestNodes.readOutcome(socket)).isEqualTo(Outcome.UNKNOWN_KIND);
            HostileClient.assertClosed(socket);
        }
        awaitRefused(Refusal.UNKNOWN_KIND);
    }

    @Test
    void aRequestWithoutTimeLeftIsNotBegun() throws Exception {
        try (SSLSocket socket = nodes.greeted("bank-1", "registry")) {
            send(socket, new FrameHeader(RequestKind.HOST_QUERY.code(), 1, 0, 0));
            assertThat(RequestNodes.readOutcome(socket)).isEqualTo(Outcome.DEADLINE);
        }
    }

    @Test
    void aPeerThatDripsARequestIsEndedInTime() throws Exception {
        try (SSLSocket socket = nodes.greeted("bank-1", "registry")) {
            long start = System.nanoTime();
            send(socket, new FrameHeader(RequestKind.HOST_QUERY.code(), 1, 60_000, 1000));
            assertDripsIntoTheVoid(socket, start);
        }
        awaitRefused(Refusal.TOO_SLOW);
    }

    @Test
    void aPeerThatDripsAHeaderIsEndedInTime() throws Exception {
        try (SSLSocket socket = nodes.greeted("bank-1", "registry")) {
            assertDripsIntoTheVoid(socket, System.nanoTime());
        }
        awaitRefused(Refusal.TOO_SLOW);
    }

    @Test
    void aPeerThatNeverReadsItsRepliesIsEndedInTime() throws Exception {
        try (SSLSocket socket = nodes.greeted("bank-1", "registry")) {
            FrameHeader query = new FrameHeader(RequestKind.HOST_QUERY.code(), 1, 60_000, 0);
            // replies that no buffer between here and there holds
            for (int i = 0; i < 64; i++) {
                send(socket, query);
            }
            awaitRefused(Refusal.TOO_SLOW);
        } catch (IOException reset) {
            awaitRefused(Refusal.TOO_SLOW);
        }
    }

    @Test
    void aSilentConnectionIsClosedAfterAWhile() throws Exception {
        nodes.serve("fiu", RequestNodes.server(PACE, Duration.ofMillis(300)), Map.of());
        try (SSLSocket socket = nodes.greeted("bank-1", "fiu")) {
            HostileClient.assertClosed(socket);
        }
    }

    @Test
    void memoryForPayloadsIsNotTakenTwice() throws Exception {
        int most = RequestKind.HOST_BATCH.mostRequestBytes();
        FrameHeader batch = new FrameHeader(RequestKind.HOST_BATCH.code(), 1, 60_000, most);
        try (SSLSocket first = nodes.greeted("bank-1", "registry");
                SSLSocket second = nodes.greeted("bank-2", "registry")) {
            send(first, batch);
            first.getOutputStream().write(new byte[most - 1]);
            send(second, batch);
            second.getOutputStream().write(new byte[most]);
            assertThat(RequestNodes.readOutcome(second)).isEqualTo(Outcome.BUSY);
            first.getOutputStream().write(0);
            assertThat(RequestNodes.readOutcome(first)).isEqualTo(Outcome.ANSWERED);
        }
    }

    /** Whose payloads never come all at once has as much memory as one institution may have, over however many links. */
    @Test
    void anInstitutionThatSendsSlowlyLeavesMemoryForTheOthers() throws Exception {
        int most = RequestKind.HOST_BATCH.mostRequestBytes();
        ServerSettings roomForTwo = new ServerSettings(
                RequestNodes.PATIENCE,
                4,
                Duration.ofMinutes(1),
                new Pace(RequestNodes.PATIENCE, 1 << 20),
                3,
                8,
                2,
                1,
                2L * most,
                Duration.ofMinutes(1),
                Duration.ofMillis(123));
        nodes.serve("fiu", roomForTwo, Map.of(RequestKind.HOST_BATCH, (asker, payload, deadline) -> new byte[0]));
        FrameHeader batch = new FrameHeader(RequestKind.HOST_BATCH.code(), 1, 60_000, most);
        try (SSLSocket slow = nodes.greeted("bank-1", "fiu");
                SSLSocket slowToo = nodes.greeted("bank-1", "fiu");
                SSLSocket other = nodes.greeted("bank-2", "fiu")) {
            send(slow, batch);
            awaitBegun(1);
            send(slowToo, batch);
            slowToo.getOutputStream().write(new byte[most]);
            assertThat(RequestNodes.readOutcome(slowToo)).isEqualTo(Outcome.BUSY);

            send(other, batch);
            other.getOutputStream().write(new byte[most]);
            assertThat(RequestNodes.readOutcome(other)).isEqualTo(Outcome.ANSWERED);
        }
    }

    @Test
    void randomBytesAfterTheHandshakeDoNoHarm() throws Exception {
        SplittableRandom random = new SplittableRandom(20261122);
        for (int i = 0; i < 60; i++) {
            try (SSLSocket socket = nodes.greeted(random.nextBoolean() ? "bank-1" : "bank-2", "registry")) {
                byte[] garbage = new byte[random.nextInt(2, 200)];
                random.nextBytes(garbage);
                if (random.nextBoolean()) {
                    // a kind that there is, so that what follows counts too
                    ByteBuffer.wrap(garbage).putShort((short) RequestKind.HOST_BATCH.code());
                }
                socket.getOutputStream().write(garbage);
            } catch (IOException ended) {
                assertThat(ended).isNotNull();
            }
        }
    }

    @Test
    void whoOpensTooManyConnectionsThatAllWorkIsRefusedMore() throws Exception {
        List<SSLSocket> working = new ArrayList<>();
        for (int i = 0; i < RequestNodes.SERVER.linksOfOne(); i++) {
            SSLSocket socket = nodes.greeted("bank-1", "registry");
            working.add(socket);
            // a request under way: its payload never comes
            send(socket, new FrameHeader(RequestKind.HOST_BATCH.code(), 1, 60_000, 8 << 20));
        }
        awaitBegun(working.size());
        try (SSLSocket further = nodes.greeted("bank-1", "registry")) {
            HostileClient.assertClosed(further);
        }
        awaitRefused(Refusal.TOO_MANY_CONNECTIONS);
        for (SSLSocket socket : working) {
            socket.close();
        }
    }

    private void askHonestly() throws RequestFailedException {
        assertThat(honest.call("registry", RequestKind.HOST_INFO, new byte[] {42}, RequestNodes.soon()))
                .containsExactly(42);
    }

    /** A first message in a role or name that is not this institution's. */
    private void greet(String institution, Hello.Builder hello) throws Exception {
        SSLContext context = Trials.tls(nodes.trial, institution)
                .dialling(nodes.trial.network().institution("registry"));
        hostile.assertTurnedAway(context, HostileClient.framed(hello));
    }

    private static void send(SSLSocket socket, FrameHeader header) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(FrameHeader.BYTES);
        header.write(bytes);
        socket.getOutputStream().write(bytes.array());
    }

    private static void assertDripsIntoTheVoid(SSLSocket socket, long start) {
        assertThatThrownBy(() -> {
                    OutputStream output = socket.getOutputStream();
                    while (System.nanoTime() - start < RequestNodes.PATIENCE.toNanos()) {
                        output.write(0);
                        Thread.sleep(200);
                    }
                })
                .isInstanceOf(IOException.class);
    }

    /** Waits until the server has begun so many requests that are not answered. */
    private void awaitBegun(int working) throws InterruptedException {
        long end = System.nanoTime() + RequestNodes.PATIENCE.toNanos();
        while (received("bank-1") < (double) working * FrameHeader.BYTES) {
            assertThat(System.nanoTime()).isLessThan(end);
            Thread.sleep(5);
        }
    }

    private double received(String peer) {
        return nodes.meters
                .get("mistnet.links.transferred")
                .tag("link", "lookup-in")
                .tag("peer", peer)
                .tag("direction", "received")
                .counter()
                .count();
    }

    private void awaitRefused(Refusal refusal) throws InterruptedException {
        awaitRefusals(refusal, 1);
    }

    private void awaitRefusals(Refusal refusal, int expected) throws InterruptedException {
        long end = System.nanoTime() + RequestNodes.PATIENCE.toNanos();
        while (refusals(refusal) < expected && System.nanoTime() < end) {
            Thread.sleep(5);
        }
        assertThat(refusals(refusal)).as(refusal.tag()).isEqualTo(expected);
    }

    private double refusals(Refusal refusal) {
        return nodes.meters
                .get("mistnet.links.refused")
                .tag("link", "lookup-in")
                .tag("reason", refusal.tag())
                .counter()
                .count();
    }
}
