package io.mistnet.node.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.mistnet.node.network.Institution;
import io.mistnet.node.peer.Peer;
import io.mistnet.node.peer.Refusal;
import io.mistnet.node.peer.Topology;
import io.mistnet.node.trial.HostileClient;
import io.mistnet.node.trial.SilentNode;
import io.mistnet.node.trial.TrialNetwork;
import io.mistnet.node.trial.Trials;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocket;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nodes of one network in this JVM, over real sockets. bank-1 is P2, bank-2 P0, bank-3 P1. */
class ControlLinksTest {

    static final ControlSettings SETTINGS = settings(Duration.ofMillis(300), Duration.ofSeconds(10));

    /** A minute passes between two attempts to dial who is away for longer. */
    private static final ControlSettings PATIENT = settings(Duration.ofMinutes(1), Duration.ofSeconds(10));

    private static final Duration MOMENT = Duration.ofMillis(50);
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(20);

    private final List<Node> nodes = new ArrayList<>();
    private TrialNetwork trial;

    @BeforeEach
    void aNetwork() throws Exception {
        trial = Trials.ofBanks(4);
    }

    @AfterEach
    void stop() {
        nodes.forEach(Node::kill);
    }

    @Test
    void messagesGoBothWaysInOrder() throws Exception {
        Node p0 = start("bank-2");
        Node bank = start("bank-4");
        bank.awaitUp(Peer.toCompute("bank-2"));
        p0.awaitUp(Peer.fromBank("bank-4"));
        for (int i = 0; i < 50; i++) {
            assertThat(bank.links.send(Peer.toCompute("bank-2"), text("to " + i)))
                    .isTrue();
            assertThat(p0.links.send(Peer.fromBank("bank-4"), text("from " + i)))
                    .isTrue();
        }
        for (int i = 0; i < 50; i++) {
            assertThat(p0.awaitMessage(Peer.fromBank("bank-4"))).isEqualTo("to " + i);
            assertThat(bank.awaitMessage(Peer.toCompute("bank-2"))).isEqualTo("from " + i);
        }
    }

    @Test
    void anInstitutionThatIsABankAndComputesTalksToItself() throws Exception {
        Node p0 = start("bank-2");
        p0.awaitUp(Peer.toCompute("bank-2"));
        p0.awaitUp(Peer.fromBank("bank-2"));
        p0.links.send(Peer.toCompute("bank-2"), text("from my bank"));
        assertThat(p0.awaitMessage(Peer.fromBank("bank-2"))).isEqualTo("from my bank");
    }

    @Test
    void theLargestMessagePassesAndALargerOneIsNotSent() throws Exception {
        Node p0 = start("bank-2");
        Node p1 = start("bank-3");
        p1.awaitUp(Peer.betweenCompute("bank-2"));
        p0.awaitUp(Peer.betweenCompute("bank-3"));
        String largest = "x".repeat(ControlFrames.MOST_BYTES);
        p1.links.send(Peer.betweenCompute("bank-2"), text(largest));
        assertThat(p0.awaitMessage(Peer.betweenCompute("bank-3"))).isEqualTo(largest);
        assertThatThrownBy(() -> p1.links.send(Peer.betweenCompute("bank-2"), text(largest + "x")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aSilentLinkStaysUpByItsSignsOfLife() throws Exception {
        ControlSettings closesSilentOnes = settings(Duration.ofMillis(300), Duration.ofSeconds(3));
        Node p0 = start("bank-2", closesSilentOnes);
        Node bank = start("bank-4", closesSilentOnes);
        p0.awaitUp(Peer.fromBank("bank-4"));
        bank.awaitUp(Peer.toCompute("bank-2"));
        Thread.sleep(closesSilentOnes.idleTimeout().plusMillis(500).toMillis());
        assertThat(p0.eventsOf(Peer.fromBank("bank-4"))).isEmpty();
        assertThat(bank.eventsOf(Peer.toCompute("bank-2"))).isEmpty();
    }

    @Test
    void noSignOfLifeComesBeforeTheFirstMessage() throws Exception {
        ControlSettings hasty = new ControlSettings(
                Duration.ofSeconds(5),
                Duration.ofMillis(50),
                Duration.ofMillis(300),
                8,
                Duration.ofMillis(2),
                Duration.ofSeconds(10));
        Node p0 = start("bank-2", hasty);
        Node bank = start("bank-4", hasty);
        bank.awaitUp(Peer.toCompute("bank-2"));
        p0.awaitUp(Peer.fromBank("bank-4"));
        assertThat(p0.refused(Refusal.OTHER_VERSION)).isZero();
        assertThat(bank.refused(Refusal.OTHER_VERSION)).isZero();
    }

    @Test
    void aPeerThatStopsIsDownAndUpAgainWhenItIsBack() throws Exception {
        Node p0 = start("bank-2");
        Node bank = start("bank-4");
        bank.awaitUp(Peer.toCompute("bank-2"));
        p0.kill();
        assertThat(bank.await(Peer.toCompute("bank-2"))).isInstanceOf(ControlEvent.Down.class);
        assertThat(bank.links.send(Peer.toCompute("bank-2"), text("anybody there")))
                .isFalse();
        Node returned = start("bank-2");
        bank.awaitUp(Peer.toCompute("bank-2"));
        returned.awaitUp(Peer.fromBank("bank-4"));
        bank.links.send(Peer.toCompute("bank-2"), text("again"));
        assertThat(returned.awaitMessage(Peer.fromBank("bank-4"))).isEqualTo("again");
    }

    @Test
    void aPeerThatDialsTwiceHasTheNewLinkOnly() throws Exception {
        Node p0 = start("bank-2");
        start("bank-4");
        p0.awaitUp(Peer.fromBank("bank-4"));
        nodes.get(1).links.stop();
        Node second = start("bank-4");
        assertThat(p0.await(Peer.fromBank("bank-4"))).isInstanceOf(ControlEvent.Down.class);
        p0.awaitUp(Peer.fromBank("bank-4"));
        second.awaitUp(Peer.toCompute("bank-2"));
        p0.links.send(Peer.fromBank("bank-4"), text("to the new one"));
        assertThat(second.awaitMessage(Peer.toCompute("bank-2"))).isEqualTo("to the new one");
    }

    @Test
    void whoHasSomethingToSayDoesNotWaitForTheLongPauseAfterManyFailures() throws Exception {
        Node bank = start("bank-4", PATIENT);
        try (SilentNode away = silent("bank-2")) {
            failManyTimes(bank, away);
        }
        start("bank-2");
        assertThat(bank.links.send(Peer.toCompute("bank-2"), text("anybody there")))
                .isFalse();
        bank.awaitUp(Peer.toCompute("bank-2"));
    }

    @Test
    void whoHasSomethingToSayWhileADialIsFailingDoesNotWaitForTheLongPauseEither() throws Exception {
        Node bank = start("bank-4", PATIENT);
        try (SilentNode away = silent("bank-2")) {
            failManyTimes(bank, away);
            Socket failing = dialled(bank, away);
            assertThat(bank.links.send(Peer.toCompute("bank-2"), text("anybody there")))
                    .isFalse();
            failing.close();
            assertThat(away.next(LONG_ENOUGH)).isPresent();
        }
    }

    @Test
    void whoGreetsANodeThatHasStoppedHasNoLink() throws Exception {
        Node p0 = start("bank-2");
        Institution node = trial.network().institution("bank-2");
        HostileClient client = new HostileClient(node.control().orElseThrow().resolve());
        try (SSLSocket socket = client.connect(Trials.tls(trial, "bank-4").dialling(node))) {
            p0.links.stop().toCompletableFuture().get(10, TimeUnit.SECONDS);
            socket.getOutputStream().write(HostileClient.framed(HostileClient.hello(trial.network(), "bank-4")));
            HostileClient.assertClosed(socket);
        }
        assertThat(p0.eventsOf(Peer.fromBank("bank-4"))).isEmpty();
    }

    /** Often enough for the longest pause to follow. */
    private static void failManyTimes(Node bank, SilentNode away) throws IOException {
        for (int dials = 0; dials < 12; dials++) {
            dialled(bank, away).close();
        }
    }

    /** The bank's next dial, which it makes as it has something to say. */
    private static Socket dialled(Node bank, SilentNode away) throws IOException {
        long end = System.nanoTime() + LONG_ENOUGH.toNanos();
        while (System.nanoTime() < end) {
            bank.links.send(Peer.toCompute("bank-2"), text("anybody there"));
            Optional<Socket> dial = away.next(MOMENT);
            if (dial.isPresent()) {
                return dial.get();
            }
        }
        throw new AssertionError("not dialled within " + LONG_ENOUGH);
    }

    private SilentNode silent(String id) throws IOException {
        return new SilentNode(trial.network().institution(id).control().orElseThrow());
    }

    private Node start(String id) throws Exception {
        return start(id, SETTINGS);
    }

    private Node start(String id, ControlSettings settings) throws Exception {
        Node node = new Node(trial, id, settings);
        nodes.add(node);
        node.links.start(Optional.empty()).toCompletableFuture().get(10, TimeUnit.SECONDS);
        return node;
    }

    private static ControlSettings settings(Duration retryMax, Duration idleTimeout) {
        return new ControlSettings(
                Duration.ofSeconds(5), Duration.ofMillis(50), retryMax, 8, Duration.ofMillis(300), idleTimeout);
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** A node with nothing but its control links. */
    static final class Node {

        final SimpleMeterRegistry meters = new SimpleMeterRegistry();
        final ControlLinks links;
        private final BlockingQueue<ControlEvent> events = new LinkedBlockingQueue<>();
        private final List<ControlEvent> seen = new ArrayList<>();
        private final ActorSystem<ControlEvent> system;

        Node(TrialNetwork trial, String id, ControlSettings settings) throws Exception {
            system = ActorSystem.create(
                    Behaviors.<ControlEvent>receive((context, event) -> {
                        events.add(event);
                        return Behaviors.same();
                    }),
                    "node-" + id);
            links = new ControlLinks(
                    system, new Topology(trial.network(), id), Trials.tls(trial, id), settings, system, meters);
        }

        void awaitUp(Peer peer) throws InterruptedException {
            assertThat(await(peer)).isEqualTo(new ControlEvent.Up(peer));
        }

        String awaitMessage(Peer peer) throws InterruptedException {
            assertThat(await(peer)).isInstanceOf(ControlEvent.Received.class);
            ControlEvent.Received received = (ControlEvent.Received) last;
            return new String(received.message(), StandardCharsets.UTF_8);
        }

        /** The next event of this peer; those of others are kept for later. */
        ControlEvent await(Peer peer) throws InterruptedException {
            long deadline = System.nanoTime() + LONG_ENOUGH.toNanos();
            while (System.nanoTime() < deadline) {
                for (ControlEvent event : seen) {
                    if (of(event).equals(peer)) {
                        seen.remove(event);
                        last = event;
                        return event;
                    }
                }
                ControlEvent event = events.poll(100, TimeUnit.MILLISECONDS);
                if (event != null) {
                    seen.add(event);
                }
            }
            throw new AssertionError("nothing happened with " + peer);
        }

        List<ControlEvent> eventsOf(Peer peer) {
            events.drainTo(seen);
            return seen.stream().filter(event -> of(event).equals(peer)).toList();
        }

        double refused(Refusal refusal) {
            return meters.get("mistnet.links.refused")
                    .tag("reason", refusal.tag())
                    .counter()
                    .count();
        }

        void kill() {
            links.stop().toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).join();
            system.terminate();
            system.getWhenTerminated().toCompletableFuture().join();
        }

        private ControlEvent last = new ControlEvent.Down(Peer.fromBank("nobody"), "");

        private static Peer of(ControlEvent event) {
            if (event instanceof ControlEvent.Up up) {
                return up.peer();
            }
            return event instanceof ControlEvent.Received received
                    ? received.peer()
                    : ((ControlEvent.Down) event).peer();
        }
    }
}
