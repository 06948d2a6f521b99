package io.mistnet.node.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.mistnet.node.peer.Greeting;
import io.mistnet.node.peer.Peer;
import io.mistnet.node.peer.PinnedTls;
import io.mistnet.node.peer.Refusal;
import io.mistnet.node.trial.HostileClient;
import io.mistnet.node.trial.TrialNetwork;
import io.mistnet.node.trial.Trials;
import io.mistnet.node.wire.proto.Hello;
import java.io.DataInputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Bad peers against a compute node that takes control links. After each, a bank whose link was up before still reaches it. */
class RefusedControlPeersTest {

    private static final byte[] NOTHING = {};

    private TrialNetwork trial;
    private ControlLinksTest.Node node;
    private ControlLinksTest.Node honestBank;
    private HostileClient client;

    @BeforeEach
    void anHonestBankHasALink() throws Exception {
        trial = Trials.ofBanksAndComputeNodes(3);
        node = start("compute-0");
        client = new HostileClient(
                trial.network().institution("compute-0").control().orElseThrow().resolve());
        honestBank = start("bank-3");
        node.awaitUp(Peer.fromBank("bank-3"));
        honestBank.awaitUp(Peer.toCompute("compute-0"));
    }

    @AfterEach
    void theHonestBankGoesOn() throws Exception {
        honestBank.links.send(Peer.toCompute("compute-0"), "still here".getBytes(StandardCharsets.UTF_8));
        assertThat(node.awaitMessage(Peer.fromBank("bank-3"))).isEqualTo("still here");
        honestBank.kill();
        node.kill();
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
    void aPeerWithAnotherNetworkFileIsRefused() throws Exception {
        byte[] other = Trials.renamed(trial).hash().bytes();
        send(hello("bank-1").setNetworkHash(ByteString.copyFrom(other)));
        assertRefused(Refusal.OTHER_NETWORK);
    }

    @Test
    void aPeerThatNamesAnotherInstitutionIsRefused() throws Exception {
        send(hello("bank-2"));
        assertRefused(Refusal.OTHER_INSTITUTION);
    }

    @Test
    void aFirstMessageThatIsTooLongIsRefusedByItsLength() throws Exception {
        send(HostileClient.announcing(Greeting.MOST_BYTES + 1));
        assertRefused(Refusal.HELLO_TOO_LONG);
        send(HostileClient.announcing(Integer.MAX_VALUE));
        send(HostileClient.announcing(-1));
        awaitRefusals(Refusal.HELLO_TOO_LONG, 3);
    }

    @Test
    void aLaterMessageThatIsTooLongIsRefusedByItsLengthAndTheLinkGoesDown() throws Exception {
        byte[] hello = HostileClient.framed(hello("bank-1"));
        try (SSLSocket socket = client.connect(bankOne())) {
            socket.getOutputStream().write(hello);
            DataInputStream input = new DataInputStream(socket.getInputStream());
            input.readNBytes(input.readInt());
            node.awaitUp(Peer.fromBank("bank-1"));
            socket.getOutputStream().write(HostileClient.announcing(Integer.MAX_VALUE));
            HostileClient.assertClosed(socket);
        }
        assertRefused(Refusal.FRAME_TOO_LONG);
        assertThat(node.await(Peer.fromBank("bank-1")))
                .isInstanceOfSatisfying(
                        ControlEvent.Down.class,
                        down -> assertThat(down.reason()).contains("2147483647 bytes"));
    }

    @Test
    void aHandshakeThatNeverFinishesIsEnded() throws Exception {
        try (Socket socket = client.plain()) {
            HostileClient.assertClosed(socket);
        }
        assertRefused(Refusal.HANDSHAKE_TIMEOUT);
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
    void thoseWhoNeverFinishTheirHandshakeKeepNobodyElseOut() throws Exception {
        List<Socket> idle = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            idle.add(client.plain());
        }
        HostileClient.assertClosed(idle.get(0));
        awaitRefusals(Refusal.TOO_MANY_PENDING, 1);
        try (SSLSocket socket = client.connect(bankOne())) {
            socket.getOutputStream().write(HostileClient.framed(hello("bank-1")));
            node.awaitUp(Peer.fromBank("bank-1"));
        }
        for (Socket socket : idle) {
            socket.close();
        }
    }

    private ControlLinksTest.Node start(String id) throws Exception {
        ControlLinksTest.Node started = new ControlLinksTest.Node(trial, id, ControlLinksTest.SETTINGS);
        started.links.start(Optional.empty()).toCompletableFuture().get(10, TimeUnit.SECONDS);
        return started;
    }

    private Hello.Builder hello(String id) {
        return HostileClient.hello(trial.network(), id);
    }

    private void send(Hello.Builder hello) throws Exception {
        send(HostileClient.framed(hello));
    }

    private void send(byte[] bytes) throws Exception {
        client.assertTurnedAway(bankOne(), bytes);
    }

    private SSLContext bankOne() throws Exception {
        return Trials.tls(trial, "bank-1").dialling(trial.network().institution("compute-0"));
    }

    private void assertRefused(Refusal refusal) throws InterruptedException {
        awaitRefusals(refusal, 1);
        for (Refusal each : Refusal.values()) {
            assertThat(node.refused(each)).as(each.tag()).isEqualTo(each == refusal ? 1 : 0);
        }
    }

    private void awaitRefusals(Refusal refusal, int expected) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (node.refused(refusal) < expected && System.nanoTime() < deadline) {
            Thread.sleep(10);
        }
        assertThat(node.refused(refusal)).isEqualTo(expected);
    }
}
