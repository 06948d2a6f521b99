package io.mistnet.node.link;

import io.micrometer.core.instrument.MeterRegistry;
import io.mistnet.node.peer.Greeting;
import io.mistnet.node.peer.LinkMeters;
import io.mistnet.node.peer.Peer;
import io.mistnet.node.peer.PinnedTls;
import io.mistnet.node.peer.Topology;
import io.mistnet.protocols.channel.PeerLostException;
import io.mistnet.protocols.propagation.EpochId;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/**
 * All links for blocks of shares of one node. Those that it dials are dialled anew whenever they are gone; those that others dial are taken as they come.
 *
 * <p>Every attempt at an epoch takes a channel to each peer, and closes it at its end, or aborts it.
 */
public final class ShareLinks implements AutoCloseable {

    private final Map<Peer, LinkSlot> slots = new LinkedHashMap<>();
    private final List<ShareDialler> diallers = new ArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool(daemons("mistnet-shares"));
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(daemons("mistnet-shares-timer"));
    private final @Nullable LinkServer server;

    /**
     * Listens, where this institution computes, and starts to dial.
     *
     * @param listen where to listen, where that is not the address of the network file
     * @throws IOException where the address cannot be listened on
     */
    public ShareLinks(
            Topology topology,
            PinnedTls tls,
            LinkSettings settings,
            Optional<SocketAddress> listen,
            MeterRegistry registry)
            throws IOException {
        LinkMeters meters = new LinkMeters(registry, "shares");
        LinkHandshake handshake = new LinkHandshake(tls, new Greeting(topology), timer, settings.handshakeTimeout());
        topology.dialled().forEach(peer -> slots.put(peer, new LinkSlot(peer)));
        topology.accepted().forEach(peer -> slots.put(peer, new LinkSlot(peer)));
        server = topology.accepted().isEmpty()
                ? null
                : new LinkServer(
                        "shares",
                        listen.orElseGet(
                                () -> topology.own().shares().orElseThrow().resolve()),
                        handshake,
                        threads,
                        settings.mostPending(),
                        meters,
                        connection -> take(connection, meters));
        for (Peer peer : topology.dialled()) {
            diallers.add(new ShareDialler(
                    slot(peer), topology.network().institution(peer.institution()), handshake, settings, meters));
        }
        diallers.forEach(threads::execute);
    }

    /**
     * A channel to {@code peer} for one attempt; waits for a link, or for its last user, at most so long.
     *
     * @throws PeerLostException where there is no link in time
     * @throws NoSuchElementException where the network has no such link
     */
    public TlsChannel channel(Peer peer, EpochId epoch, Duration atMost) {
        return slot(peer).take(epoch, atMost);
    }

    /** Aborts every channel of this attempt, whoever uses it: their calls throw {@link PeerLostException} with this reason. */
    public void abort(EpochId epoch, String reason) {
        slots.values().forEach(slot -> slot.abort(epoch, reason));
    }

    /** Where this node takes links; empty where others never dial it. */
    public Optional<InetSocketAddress> address() {
        return Optional.ofNullable(server).map(LinkServer::address);
    }

    /** Whether a link to {@code peer} is open. */
    public boolean isUp(Peer peer) {
        return slot(peer).isUp();
    }

    @Override
    public void close() {
        diallers.forEach(ShareDialler::close);
        if (server != null) {
            server.close();
        }
        slots.values().forEach(LinkSlot::close);
        timer.shutdownNow();
        threads.shutdownNow();
    }

    private void take(CheckedConnection connection, LinkMeters meters) {
        try {
            slot(connection.peer()).put(new ShareLink(connection, meters));
        } catch (IOException e) {
            connection.close();
        }
    }

    private LinkSlot slot(Peer peer) {
        LinkSlot slot = slots.get(peer);
        if (slot == null) {
            throw new NoSuchElementException("the network has no link of shares with %s".formatted(peer));
        }
        return slot;
    }

    private static ThreadFactory daemons(String name) {
        return task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }
}
