package io.mistnet.node.link;

import io.mistnet.node.peer.LinkMeters;
import io.mistnet.node.peer.PeerRefusedException;
import io.mistnet.node.peer.PendingHandshakes;
import io.mistnet.node.peer.Refusal;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes connections, and hands out a link for each whose peer passes the handshake. Any number of bad peers leaves the others undisturbed. */
final class ShareServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ShareServer.class);

    private final ServerSocket listener;
    private final ShareHandshake handshake;
    private final ExecutorService threads;
    private final PendingHandshakes<LinkSocket> pending;
    private final LinkMeters meters;
    private final Consumer<ShareLink> links;

    /** Listens on {@code address} from now on. */
    ShareServer(
            SocketAddress address,
            ShareHandshake handshake,
            ExecutorService threads,
            int mostPending,
            LinkMeters meters,
            Consumer<ShareLink> links)
            throws IOException {
        this.handshake = handshake;
        this.threads = threads;
        this.pending = new PendingHandshakes<>(mostPending);
        this.meters = meters;
        this.links = links;
        this.listener = new ServerSocket() {
            @Override
            public Socket accept() throws IOException {
                LinkSocket socket = new LinkSocket();
                implAccept(socket);
                return socket;
            }
        };
        listener.setReuseAddress(true);
        listener.setReceiveBufferSize(LinkSocket.BUFFER_BYTES);
        listener.bind(address);
        threads.execute(this::acceptAll);
    }

    /** Where it listens. */
    InetSocketAddress address() {
        return (InetSocketAddress) listener.getLocalSocketAddress();
    }

    private void acceptAll() {
        while (!listener.isClosed()) {
            try {
                LinkSocket socket = (LinkSocket) listener.accept();
                pending.enter(socket).ifPresent(this::makeRoom);
                threads.execute(() -> admit(socket));
            } catch (IOException | RejectedExecutionException e) {
                if (!listener.isClosed()) {
                    LOG.warn("A connection for shares could not be taken: {}", e.getMessage());
                }
            }
        }
    }

    private void makeRoom(LinkSocket longest) {
        refuse(new PeerRefusedException(String.valueOf(longest.getRemoteSocketAddress()), Refusal.TOO_MANY_PENDING));
        try {
            longest.close();
        } catch (IOException e) {
            LOG.debug("A connection for shares did not close cleanly", e);
        }
    }

    private void admit(LinkSocket socket) {
        try {
            ShareLink link = handshake.accept(socket);
            pending.leave(socket);
            links.accept(link);
        } catch (PeerRefusedException e) {
            if (pending.leave(socket)) {
                refuse(e);
            }
        } finally {
            pending.leave(socket);
        }
    }

    private void refuse(PeerRefusedException refused) {
        meters.refused(refused.refusal());
        LOG.warn("Refused a link for shares: {}", refused.getMessage());
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            LOG.debug("The listener for shares did not close cleanly", e);
        }
    }
}
