package io.mistnet.node.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.mistnet.node.peer.Peer;
import io.mistnet.node.peer.Topology;
import io.mistnet.node.trial.SilentNode;
import io.mistnet.node.trial.TrialNetwork;
import io.mistnet.node.trial.Trials;
import io.mistnet.protocols.channel.PeerLostException;
import io.mistnet.protocols.channel.Step;
import io.mistnet.protocols.propagation.EpochId;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Nodes of one network in this JVM, over real sockets. bank-1 is P2, bank-2 P0, bank-3 P1. */
class ShareLinksTest {

    private static final Step STEP = Step.of("deal");
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final LinkSettings SETTINGS =
            new LinkSettings(Duration.ofSeconds(5), Duration.ofMillis(20), Duration.ofMillis(200), 16);

    private static final Duration MOMENT = Duration.ofMillis(50);

    /** A minute passes between two attempts to dial who is away for longer. */
    private static final LinkSettings PATIENT =
            new LinkSettings(Duration.ofSeconds(5), Duration.ofMillis(20), Duration.ofMinutes(1), 16);

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final List<ShareLinks> started = new ArrayList<>();
    private TrialNetwork trial;

    @BeforeEach
    void aNetwork() throws Exception {
        trial = Trials.ofBanks(4);
    }

    @AfterEach
    void stop() {
        started.forEach(ShareLinks::close);
    }

    @Test
    void everyBankReachesEveryComputeNodeItsOwnIncludedAndComputeNodesReachEachOther() throws Exception {
        ShareLinks p2 = start("bank-1");
        ShareLinks p0 = start("bank-2");
        ShareLinks p1 = start("bank-3");
        ShareLinks bank = start("bank-4");
        EpochId epoch = new EpochId(1, 0);
        assertConnected(bank, Peer.toCompute("bank-1"), p2, Peer.fromBank("bank-4"), epoch);
        assertConnected(p0, Peer.toCompute("bank-2"), p0, Peer.fromBank("bank-2"), epoch);
        assertConnected(p0, Peer.toCompute("bank-3"), p1, Peer.fromBank("bank-2"), epoch);
        assertConnected(p1, Peer.betweenCompute("bank-2"), p0, Peer.betweenCompute("bank-3"), epoch);
        assertConnected(p0, Peer.betweenCompute("bank-1"), p2, Peer.betweenCompute("bank-2"), epoch);
        assertThatThrownBy(() -> bank.channel(Peer.betweenCompute("bank-1"), epoch, PATIENCE))
                .isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void aLinkServesTheNextAttemptAfterAnUnharmedOne() throws Exception {
        ShareLinks p0 = start("bank-2");
        ShareLinks bank = start("bank-4");
        for (int epoch = 1; epoch <= 3; epoch++) {
            assertConnected(bank, Peer.toCompute("bank-2"), p0, Peer.fromBank("bank-4"), new EpochId(epoch, 0));
        }
        assertThat(opened("bank-4")).isEqualTo(1);
    }

    @Test
    void anAbortedAttemptCostsTheLinkAndTheNextOneHasANewOne() throws Exception {
        ShareLinks p0 = start("bank-2");
        ShareLinks bank = start("bank-4");
        EpochId failing = new EpochId(1, 0);
        TlsChannel toNode = bank.channel(Peer.toCompute("bank-2"), failing, PATIENCE);
        TlsChannel fromBank = p0.channel(Peer.fromBank("bank-4"), failing, PATIENCE);
        p0.abort(new EpochId(1, 1), "another attempt");
        p0.abort(failing, "P1 is lost");
        assertThatThrownBy(() -> fromBank.receive(STEP, new long[1], 0, 1))
                .isInstanceOf(PeerLostException.class)
                .hasMessageContaining("P1 is lost");
        assertThatThrownBy(() -> toNode.receive(STEP, new long[1], 0, 1)).isInstanceOf(PeerLostException.class);
        toNode.close();
        fromBank.close();
        assertConnected(bank, Peer.toCompute("bank-2"), p0, Peer.fromBank("bank-4"), new EpochId(1, 1));
        assertThat(opened("bank-4")).isEqualTo(2);
    }

    @Test
    void aNodeThatComesBackIsDialledAgainThoughNobodyNoticedThatItWasAway() throws Exception {
        ShareLinks bank = start("bank-4");
        ShareLinks p0 = start("bank-2");
        assertConnected(bank, Peer.toCompute("bank-2"), p0, Peer.fromBank("bank-4"), new EpochId(1, 0));
        p0.close();
        ShareLinks returned = start("bank-2");
        assertConnected(bank, Peer.toCompute("bank-2"), returned, Peer.fromBank("bank-4"), new EpochId(2, 0));
    }

    @Test
    void aBankThatComesBackReplacesItsOldLink() throws Exception {
        ShareLinks p0 = start("bank-2");
        ShareLinks bank = start("bank-4");
        TlsChannel left = p0.channel(Peer.fromBank("bank-4"), new EpochId(1, 0), PATIENCE);
        bank.close();
        ShareLinks returned = start("bank-4");
        assertThatThrownBy(() -> left.receive(STEP, new long[1], 0, 1)).isInstanceOf(PeerLostException.class);
        left.close();
        assertConnected(returned, Peer.toCompute("bank-2"), p0, Peer.fromBank("bank-4"), new EpochId(2, 0));
    }

    @Test
    void whoIsNotThereIsLostAfterTheTimeGiven() throws Exception {
        ShareLinks p0 = start("bank-2");
        long start = System.nanoTime();
        assertThatThrownBy(() -> p0.channel(Peer.fromBank("bank-4"), new EpochId(1, 0), Duration.ofMillis(100)))
                .isInstanceOf(PeerLostException.class)
                .hasMessageContaining("bank-4");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    @Timeout(120)
    void whoWaitsForALinkDoesNotWaitForTheLongPauseAfterManyFailures() throws Exception {
        ShareLinks bank = start("bank-4", PATIENT);
        try (SilentNode away =
                new SilentNode(trial.network().institution("bank-2").shares().orElseThrow())) {
            for (int dials = 0; dials < 13; ) {
                dials += failsToDial(bank, away) ? 1 : 0;
            }
        }
        ShareLinks p0 = start("bank-2");
        assertConnected(bank, Peer.toCompute("bank-2"), p0, Peer.fromBank("bank-4"), new EpochId(1, 0));
    }

    /** Wants the link for a moment; returns whether it was dialled. */
    private static boolean failsToDial(ShareLinks bank, SilentNode away) throws IOException {
        assertThatThrownBy(() -> bank.channel(Peer.toCompute("bank-2"), new EpochId(1, 0), MOMENT))
                .isInstanceOf(PeerLostException.class);
        Optional<Socket> dial = away.next(MOMENT);
        if (dial.isPresent()) {
            dial.get().close();
        }
        return dial.isPresent();
    }

    @Test
    void anAddressIsFreeAsSoonAsItsNodeIsClosed() throws Exception {
        for (int times = 0; times < 50; times++) {
            start("bank-2").close();
        }
    }

    private ShareLinks start(String id) throws Exception {
        return start(id, SETTINGS);
    }

    private ShareLinks start(String id, LinkSettings settings) throws Exception {
        ShareLinks links = new ShareLinks(
                new Topology(trial.network(), id), Trials.tls(trial, id), settings, Optional.empty(), meters);
        started.add(links);
        return links;
    }

    private static void assertConnected(ShareLinks one, Peer to, ShareLinks other, Peer back, EpochId epoch) {
        try (TlsChannel sender = one.channel(to, epoch, PATIENCE);
                TlsChannel receiver = other.channel(back, epoch, PATIENCE)) {
            long[] received = new long[2];
            sender.send(STEP, new long[] {epoch.epoch(), -1}, 0, 2);
            receiver.receive(STEP, received, 0, 2);
            assertThat(received).containsExactly(epoch.epoch(), -1);
        }
    }

    private double opened(String peer) {
        return meters.get("mistnet.links.opened").tag("peer", peer).counter().count();
    }
}
