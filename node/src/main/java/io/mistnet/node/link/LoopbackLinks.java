package io.mistnet.node.link;

import io.micrometer.core.instrument.MeterRegistry;
import io.mistnet.node.identity.Identity;
import io.mistnet.node.network.Network;
import io.mistnet.node.peer.Greeting;
import io.mistnet.node.peer.LinkMeters;
import io.mistnet.node.peer.Peer;
import io.mistnet.node.peer.PinnedTls;
import io.mistnet.node.peer.Topology;
import io.mistnet.protocols.propagation.EpochId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;

/** Pairs of connected TLS channels between institutions that all run in this JVM: the links of a node, without its registry of them. */
public final class LoopbackLinks implements AutoCloseable {

    private final Network network;
    private final Clock clock;
    private final LinkMeters meters;
    private final LinkSettings settings = LinkSettings.defaults();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

    public LoopbackLinks(Network network, Clock clock, MeterRegistry registry) {
        this.network = network;
        this.clock = clock;
        this.meters = new LinkMeters(registry, "shares");
    }

    /** A bank's channel to a compute node, and that node's to the bank. Both may be one institution. */
    public Ends dealing(Identity bank, Identity computeNode, EpochId epoch)
            throws IOException, GeneralSecurityException {
        return connect(bank, computeNode, Peer.toCompute(computeNode.institution()), epoch);
    }

    /** The channels of two compute nodes to each other. */
    public Ends computing(Identity one, Identity other, EpochId epoch) throws IOException, GeneralSecurityException {
        Peer peer = Peer.betweenCompute(other.institution());
        if (new Topology(network, one.institution()).dialled().contains(peer)) {
            return connect(one, other, peer, epoch);
        }
        Ends turned = connect(other, one, Peer.betweenCompute(one.institution()), epoch);
        return new Ends(turned.second(), turned.first());
    }

    private Ends connect(Identity dialler, Identity acceptor, Peer peer, EpochId epoch)
            throws IOException, GeneralSecurityException {
        SynchronousQueue<CheckedConnection> accepted = new SynchronousQueue<>();
        try (LinkServer server = new LinkServer(
                "shares",
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                handshake(acceptor),
                threads,
                settings.mostPending(),
                meters,
                connection -> hand(accepted, connection))) {
            CheckedConnection first =
                    handshake(dialler).dial(peer, network.institution(acceptor.institution()), server.address());
            CheckedConnection second = accepted.poll(settings.handshakeTimeout().toMillis(), TimeUnit.MILLISECONDS);
            if (second == null) {
                first.close();
                throw new IOException("%s did not take the link of %s".formatted(acceptor, dialler));
            }
            return new Ends(channel(first, epoch), channel(second, epoch));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private TlsChannel channel(CheckedConnection connection, EpochId epoch) throws IOException {
        return new TlsChannel(new ShareLink(connection, meters), epoch, ShareLink::close);
    }

    private LinkHandshake handshake(Identity own) throws GeneralSecurityException {
        return new LinkHandshake(
                new PinnedTls(own, network, clock),
                new Greeting(new Topology(network, own.institution())),
                timer,
                settings.handshakeTimeout());
    }

    private void hand(SynchronousQueue<CheckedConnection> to, CheckedConnection connection) {
        try {
            if (!to.offer(connection, settings.handshakeTimeout().toMillis(), TimeUnit.MILLISECONDS)) {
                connection.close();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            connection.close();
        }
    }

    /** Ends the threads that make links; channels stay open until they are closed. */
    @Override
    public void close() {
        threads.shutdownNow();
        timer.shutdownNow();
    }

    /** Both ends of one link. */
    public record Ends(TlsChannel first, TlsChannel second) implements AutoCloseable {
        @Override
        public void close() {
            first.close();
            second.close();
        }
    }
}
