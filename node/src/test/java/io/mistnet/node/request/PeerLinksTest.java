package io.mistnet.node.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.mistnet.node.link.LinkHandshake;
import io.mistnet.node.network.Institution;
import io.mistnet.node.peer.Greeting;
import io.mistnet.node.peer.LinkMeters;
import io.mistnet.node.peer.Peer;
import io.mistnet.node.peer.Topology;
import io.mistnet.node.trial.Trials;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which connection of police's to the host serves the next call. */
class PeerLinksTest {

    private final LinkMeters meters = new LinkMeters(new SimpleMeterRegistry(), "lookup-out");
    private final Watchdog watchdog = new Watchdog();
    private RequestNodes nodes;
    private PeerLinks links;

    @BeforeEach
    void aHost() throws Exception {
        nodes = new RequestNodes();
        nodes.serve("registry", RequestNodes.SERVER, Map.of());
        Topology topology = new Topology(nodes.trial.network(), "police");
        LinkHandshake handshake = new LinkHandshake(
                Trials.tls(nodes.trial, "police"),
                new Greeting(topology, List.of()),
                watchdog.timer(),
                RequestNodes.PATIENCE);
        Institution registry = topology.network().institution("registry");
        Peer peer = topology.lookups().stream()
                .filter(one -> one.institution().equals("registry"))
                .findFirst()
                .orElseThrow();
        links = new PeerLinks(
                atMost -> new RequestLink(handshake.dial(peer, registry, nodes.address("registry"), atMost), meters),
                RequestNodes.CLIENT);
    }

    @AfterEach
    void close() {
        links.close();
        watchdog.close();
        nodes.close();
    }

    @Test
    void theOneThatWasUsedLastServesAgain() throws Exception {
        RequestLink link = take();
        links.giveBack(link);

        assertThat(take()).isSameAs(link);
    }

    @Test
    void oneWhoseDeadlinePassesJustAfterItsReplyIsNotUsedAgain() throws Exception {
        RequestLink link = take();
        links.giveBack(link);
        link.abort("the deadline passed");

        assertThat(take().isOpen()).isTrue();
    }

    private RequestLink take() throws Exception {
        return links.take(RequestNodes.soon()).orElseThrow();
    }
}
