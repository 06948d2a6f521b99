package io.mistnet.node.control;

import io.micrometer.core.instrument.MeterRegistry;
import io.mistnet.node.peer.Greeting;
import io.mistnet.node.peer.LinkMeters;
import io.mistnet.node.peer.Peer;
import io.mistnet.node.peer.PinnedTls;
import io.mistnet.node.peer.Topology;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;

/**
 * All control links of one node. Those that it dials are dialled anew whenever they are gone; those that others dial are taken as they come. One actor is told what
 * happens.
 */
public final class ControlLinks {

    private final Topology topology;
    private final ControlRegistry registry;
    private final ControlServer server;
    private final List<ControlDialler> diallers;

    /** @param events is told of every link and message */
    public ControlLinks(
            ActorSystem<?> system,
            Topology topology,
            PinnedTls tls,
            ControlSettings settings,
            ActorRef<ControlEvent> events,
            MeterRegistry meterRegistry) {
        this.topology = topology;
        LinkMeters meters = new LinkMeters(meterRegistry, "control");
        this.registry = new ControlRegistry(events, meters);
        ControlSessions sessions = new ControlSessions(tls, new Greeting(topology), settings, registry, meters);
        this.server = new ControlServer(system, tls, settings, sessions);
        this.diallers = topology.dialled().stream()
                .map(peer -> new ControlDialler(
                        system, peer, topology.network().institution(peer.institution()), tls, settings, sessions))
                .toList();
    }

    /**
     * Starts to dial and, where this institution computes, to listen.
     *
     * @param listen where to listen, where that is not the address of the network file
     * @return completes with the address when it listens, or with nothing where others never dial it; fails where the address cannot be listened on
     */
    public CompletionStage<Optional<InetSocketAddress>> start(Optional<InetSocketAddress> listen) {
        diallers.forEach(ControlDialler::start);
        if (topology.accepted().isEmpty()) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        return server.listen(listen.orElseGet(
                        () -> topology.own().control().orElseThrow().resolve()))
                .thenApply(Optional::of);
    }

    /**
     * Sends a message. Where there is no link and this node dials it, it is dialled at once.
     *
     * @param message at most {@link ControlFrames#MOST_BYTES} bytes
     * @return whether it was queued: false where there is no link, or the peer takes nothing in
     */
    public boolean send(Peer peer, byte[] message) {
        if (message.length == 0 || message.length > ControlFrames.MOST_BYTES) {
            throw new IllegalArgumentException(
                    "a control message has 1 to %d bytes, not %d".formatted(ControlFrames.MOST_BYTES, message.length));
        }
        boolean queued = registry.send(peer, message);
        if (!queued) {
            diallers.stream().filter(dialler -> dialler.peer().equals(peer)).forEach(ControlDialler::now);
        }
        return queued;
    }

    /** Closes all links, and neither listens nor dials any more. */
    public CompletionStage<Done> stop() {
        diallers.forEach(ControlDialler::stop);
        registry.close();
        return server.stop();
    }
}
