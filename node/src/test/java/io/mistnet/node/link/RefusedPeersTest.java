package io.mistnet.node.link;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.mistnet.node.identity.Identity;
import io.mistnet.node.network.Network;
import io.mistnet.node.peer.Greeting;
import io.mistnet.node.peer.Peer;
import io.mistnet.node.peer.PeerRefusedException;
import io.mistnet.node.peer.PinnedTls;
import io.mistnet.node.peer.Refusal;
import io.mistnet.node.peer.Topology;
import io.mistnet.node.trial.HostileClient;
import io.mistnet.node.trial.TrialNetwork;
import io.mistnet.node.trial.Trials;
import io.mistnet.node.wire.proto.Hello;
import io.mistnet.node.wire.proto.Purpose;
import io.mistnet.protocols.channel.Step;
import io.mistnet.protocols.propagation.EpochId;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Bad peers against a compute node that takes links for shares. After each, a bank whose link was up before still deals. */
class RefusedPeersTest {

    private static final LinkSettings HASTY = settings(Duration.ofMillis(1500));
    private static final LinkSettings PATIENT = settings(Duration.ofSeconds(60));
    private static final Step STEP = Step.of("deal");
    private static final EpochId EPOCH = new EpochId(7, 0);
    private static final byte[] NOTHING = {};
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private TrialNetwork trial;
    private ShareLinks node;
    private ShareLinks honestBank;
    private HostileClient client;
    private TlsChannel fromHonestBank;
    private TlsChannel toNode;

    @BeforeEach
    void anHonestBankHasALink() throws Exception {
        trial = Trials.ofBanksAndComputeNodes(3);
        honestBank = start("bank-3", PATIENT, new SimpleMeterRegistry());
        startNode(PATIENT);
    }

    private void startNode(LinkSettings settings) throws Exception {
        node = start("compute-0", settings, meters);
        client = new HostileClient(node.address().orElseThrow());
        toNode = honestBank.channel(Peer.toCompute("compute-0"), EPOCH, PATIENCE);
        fromHonestBank = node.channel(Peer.fromBank("bank-3"), EPOCH, PATIENCE);
    }

    /** The node comes back, and lets nobody take long over a handshake. */
    private void startHastyNode() throws Exception {
        node.close();
        toNode.close();
        startNode(HASTY);
    }

    @AfterEach
    void theHonestBankGoesOn() {
        long[] received = new long[1];
        toNode.send(STEP, new long[] {42}, 0, 1);
        fromHonestBank.receive(STEP, received, 0, 1);
        assertThat(received[0]).isEqualTo(42);
        honestBank.close();
        node.close();
        timer.shutdownNow();
    }

    @Test
    void aPeerWithoutACertificateIsRefused() throws Exception {
        client.assertTurnedAway(HostileClient.withoutCertificate(), NOTHING);
        assertRefused(Refusal.NO_CERTIFICATE);
    }

    @Test
    void aPeerWithAnUnknownCertificateIsRefused() throws Exception {
        TrialNetwork strangers = Trials.ofBanksAndComputeNodes(3);
        SSLContext context = new PinnedTls(strangers.identity("bank-1"), trial.network(), Clock.systemUTC())
                .dialling(trial.network().institution("compute-0"));
        client.assertTurnedAway(context, NOTHING);
        assertRefused(Refusal.UNKNOWN_CERTIFICATE);
    }

    @Test
    void aPeerWhoseCertificateHasExpiredIsRefused() throws Exception {
        Clock before = Clock.fixed(Instant.now().minus(Duration.ofDays(90)), ZoneOffset.UTC);
        TrialNetwork old = Trials.generate(3, true, before);
        SimpleMeterRegistry oldMeters = new SimpleMeterRegistry();
        try (ShareLinks oldNode = new ShareLinks(
                new Topology(old.network(), "compute-0"),
                Trials.tls(old, "compute-0"),
                PATIENT,
                Optional.empty(),
                oldMeters)) {
            SSLContext context = new PinnedTls(old.identity("bank-1"), old.network(), before)
                    .dialling(old.network().institution("compute-0"));
            new HostileClient(oldNode.address().orElseThrow()).assertTurnedAway(context, NOTHING);
            assertRefused(Refusal.EXPIRED_CERTIFICATE, oldMeters);
        }
    }

    @Test
    void aPeerWithAnotherNetworkFileIsRefusedByBothSides() throws Exception {
        Network other = Trials.renamed(trial);
        assertThatThrownBy(() -> dial("bank-1", other, Peer.toCompute("compute-0")))
                .isInstanceOf(PeerRefusedException.class)
                .hasMessageContaining("compute-0 has another network file")
                .hasMessageContaining(trial.network().hash().hex())
                .hasMessageContaining(other.hash().hex());
        assertRefused(Refusal.OTHER_NETWORK);
    }

    @Test
    void aBankThatCallsItselfAComputeNodeIsRefused() throws Exception {
        send(hello("bank-1").setPurpose(Purpose.PURPOSE_COMPUTE));
        assertRefused(Refusal.OTHER_PURPOSE);
    }

    @Test
    void aPeerThatNamesAnotherInstitutionThanItsCertificateIsRefused() throws Exception {
        send(hello("bank-2"));
        assertRefused(Refusal.OTHER_INSTITUTION);
    }

    @Test
    void aPeerThatSpeaksAnotherVersionIsRefused() throws Exception {
        send(hello("bank-1").setProtocolVersion(99));
        assertRefused(Refusal.OTHER_VERSION);
    }

    @Test
    void aPeerWithAPurposeThatNobodyKnowsIsRefused() throws Exception {
        send(hello("bank-1").setPurposeValue(77));
        assertRefused(Refusal.OTHER_PURPOSE);
    }

    @Test
    void aFirstMessageThatIsTooLongIsRefusedByItsLength() throws Exception {
        for (int length : new int[] {Greeting.MOST_BYTES + 1, Integer.MAX_VALUE, -1}) {
            send(HostileClient.announcing(length));
        }
        awaitRefusals(Refusal.HELLO_TOO_LONG, 3, meters);
    }

    @Test
    void aFirstMessageThatCannotBeReadIsRefused() throws Exception {
        send(new byte[] {0, 0, 0, 3, -1, -1, -1});
        assertRefused(Refusal.HELLO_MALFORMED);
    }

    @Test
    void aPeerThatSpeaksNoTlsIsRefused() throws Exception {
        try (Socket socket = client.plain()) {
            socket.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            HostileClient.assertClosed(socket);
        }
        assertRefused(Refusal.HANDSHAKE_FAILED);
    }

    @Test
    void aHandshakeThatNeverFinishesIsEnded() throws Exception {
        startHastyNode();
        try (Socket socket = client.plain()) {
            HostileClient.assertClosed(socket);
        }
        assertRefused(Refusal.HANDSHAKE_TIMEOUT);
    }

    @Test
    void aPeerThatDripsItsHandshakeIsEndedInTheSameTime() throws Exception {
        startHastyNode();
        try (Socket socket = client.plain()) {
            long start = System.nanoTime();
            byte[] clientHelloOf16KiB = {22, 3, 1, 63, -1};
            assertThatThrownBy(() -> {
                        socket.getOutputStream().write(clientHelloOf16KiB);
                        while (System.nanoTime() - start < SECONDS.toNanos(10)) {
                            socket.getOutputStream().write(1);
                            Thread.sleep(50);
                        }
                    })
                    .isInstanceOf(IOException.class);
        }
        assertRefused(Refusal.HANDSHAKE_TIMEOUT);
    }

    @Test
    void whoIsLongestInItsHandshakeIsClosedWhenTooManyOthersCome() throws Exception {
        List<Socket> idle = new ArrayList<>();
        for (int i = 0; i <= PATIENT.mostPending(); i++) {
            idle.add(client.plain());
        }
        HostileClient.assertClosed(idle.get(0));
        assertRefused(Refusal.TOO_MANY_PENDING);
        for (Socket socket : idle) {
            socket.close();
        }
    }

    @Test
    void thoseWhoNeverFinishTheirHandshakeKeepNobodyElseOut() throws Exception {
        List<Socket> idle = new ArrayList<>();
        for (int i = 0; i < 3 * PATIENT.mostPending(); i++) {
            idle.add(client.plain());
        }
        dial("bank-2", trial.network(), Peer.toCompute("compute-0")).close();
        for (Socket socket : idle) {
            socket.close();
        }
    }

    private static LinkSettings settings(Duration handshakeTimeout) {
        return new LinkSettings(handshakeTimeout, Duration.ofMillis(50), Duration.ofSeconds(1), 4);
    }

    private ShareLinks start(String id, LinkSettings settings, SimpleMeterRegistry registry) throws Exception {
        return new ShareLinks(
                new Topology(trial.network(), id), Trials.tls(trial, id), settings, Optional.empty(), registry);
    }

    private CheckedConnection dial(String id, Network network, Peer peer) throws Exception {
        Identity identity = trial.identity(id);
        LinkHandshake handshake = new LinkHandshake(
                new PinnedTls(identity, network, Clock.systemUTC()),
                new Greeting(new Topology(network, id)),
                timer,
                PATIENT.handshakeTimeout());
        return handshake.dial(
                peer, network.institution(peer.institution()), node.address().orElseThrow());
    }

    private Hello.Builder hello(String id) {
        return HostileClient.hello(trial.network(), id);
    }

    private void send(Hello.Builder hello) throws Exception {
        send(HostileClient.framed(hello));
    }

    /** Sends raw bytes as the bank-1 of the network, after a proper TLS handshake. */
    private void send(byte[] bytes) throws Exception {
        client.assertTurnedAway(
                Trials.tls(trial, "bank-1").dialling(trial.network().institution("compute-0")), bytes);
    }

    private void assertRefused(Refusal refusal) throws InterruptedException {
        assertRefused(refusal, meters);
    }

    private static void assertRefused(Refusal refusal, SimpleMeterRegistry registry) throws InterruptedException {
        awaitRefusals(refusal, 1, registry);
    }

    private static void awaitRefusals(Refusal refusal, int expected, SimpleMeterRegistry registry)
            throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (refusals(refusal, registry) < expected && System.nanoTime() < deadline) {
            Thread.sleep(10);
        }
        for (Refusal each : Refusal.values()) {
            // an honest peer's handshake may time out too where the machine is busy
            if (each != Refusal.HANDSHAKE_TIMEOUT) {
                assertThat(refusals(each, registry)).as(each.tag()).isEqualTo(each == refusal ? expected : 0);
            } else if (each == refusal) {
                assertThat(refusals(each, registry)).as(each.tag()).isGreaterThanOrEqualTo(expected);
            }
        }
    }

    private static double refusals(Refusal refusal, SimpleMeterRegistry registry) {
        return registry.get("mistnet.links.refused")
                .tag("link", "shares")
                .tag("reason", refusal.tag())
                .counter()
                .count();
    }
}
