package io.mistnet.node.link;

import io.mistnet.node.peer.LinkMeters;
import io.mistnet.node.peer.PeerRefusedException;
import io.mistnet.node.peer.PendingHandshakes;
import io.mistnet.node.peer.Refusal;
import io.mistnet.node.peer.RefusalLog;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes connections, and hands on each whose peer passes the handshake. Any number of bad peers leaves the others undisturbed. */
public final class LinkServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LinkServer.class);
    private static final long GRACE_SECONDS = 5;

    private final String link;
    private final ServerSocket listener;
    private final LinkHandshake handshake;
    private final ExecutorService threads;
    private final PendingHandshakes<LinkSocket> pending;
    private final LinkMeters meters;
    private final RefusalLog refusals;
    private final Consumer<CheckedConnection> connections;
    private final CountDownLatch ended = new CountDownLatch(1);

    /**
     * Listens from now on.
     *
     * @param link what the links are for, for the log
     * @param threads runs the listener, each handshake, and what is made of each connection
     * @param mostPending handshakes that may be under way at once; for each further one the longest is closed
     * @param connections takes each connection, and may keep its thread for as long as it likes
     */
    public LinkServer(
            String link,
            SocketAddress address,
            LinkHandshake handshake,
            ExecutorService threads,
            int mostPending,
            LinkMeters meters,
            Consumer<CheckedConnection> connections)
            throws IOException {
        this.link = link;
        this.handshake = handshake;
        this.threads = threads;
        this.pending = new PendingHandshakes<>(mostPending);
        this.meters = meters;
        this.refusals = new RefusalLog(LOG, "a link for " + link);
        this.connections = connections;
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
        threads.execute(this::listen);
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        return (InetSocketAddress) listener.getLocalSocketAddress();
    }

    private void listen() {
        try {
            acceptAll();
        } finally {
            ended.countDown();
        }
    }

    private void acceptAll() {
        while (!listener.isClosed()) {
            try {
                LinkSocket socket = (LinkSocket) listener.accept();
                pending.enter(socket).ifPresent(this::makeRoom);
                threads.execute(() -> admit(socket));
            } catch (IOException | RejectedExecutionException e) {
                if (!listener.isClosed()) {
                    LOG.warn("A connection for {} could not be taken: {}", link, e.getMessage());
                }
            }
        }
    }

    private void makeRoom(LinkSocket longest) {
        refuse(new PeerRefusedException(String.valueOf(longest.getRemoteSocketAddress()), Refusal.TOO_MANY_PENDING));
        try {
            longest.close();
        } catch (IOException e) {
            LOG.debug("A connection for {} did not close cleanly", link, e);
        }
    }

    private void admit(LinkSocket socket) {
        try {
            CheckedConnection connection = handshake.accept(socket);
            pending.leave(socket);
            connections.accept(connection);
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
        refusals.refused(refused.refusal(), String.valueOf(refused.getMessage()));
    }

    /** Takes no more connections. Its address is free when this returns: the listener gives it back only after its last wait for a connection. */
    @Override
    public void close() {
        try {
            listener.close();
            if (!ended.await(GRACE_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("The listener for {} still holds its address", link);
            }
        } catch (IOException e) {
            LOG.debug("The listener for {} did not close cleanly", link, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
