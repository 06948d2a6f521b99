package io.mistnet.node.link;

import io.mistnet.node.network.Institution;
import io.mistnet.node.peer.Greeting;
import io.mistnet.node.peer.Peer;
import io.mistnet.node.peer.PeerRefusedException;
import io.mistnet.node.peer.PinnedTls;
import io.mistnet.node.peer.Refusal;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** Makes a connection to a checked peer of a connected socket: TLS, then the first messages. Bounded in time as a whole, however slowly the peer drips. */
public final class LinkHandshake {

    private final PinnedTls tls;
    private final Greeting greeting;
    private final ScheduledExecutorService timer;
    private final Duration atMost;

    /**
     * @param timer closes connections whose handshake takes longer than {@code atMost}
     * @param atMost from the connection to the checked first message
     */
    public LinkHandshake(PinnedTls tls, Greeting greeting, ScheduledExecutorService timer, Duration atMost) {
        this.tls = tls;
        this.greeting = greeting;
        this.timer = timer;
        this.atMost = atMost;
    }

    /**
     * Lets a peer in that dialled.
     *
     * @throws PeerRefusedException where it is turned away, whatever the reason; the socket is closed then
     */
    CheckedConnection accept(LinkSocket plain) throws PeerRefusedException {
        String address = String.valueOf(plain.getRemoteSocketAddress());
        try {
            return within(plain, address, atMost, () -> {
                plain.prepare();
                SSLSocket socket =
                        (SSLSocket) tls.accepting().getSocketFactory().createSocket(plain, null, true);
                handshake(socket);
                Institution certified = tls.institution(socket.getSession(), address);
                byte[] hello = readHello(socket, certified.id());
                writeHello(socket, greeting.answerTo(hello, certified.id()));
                return new CheckedConnection(greeting.checkDialler(hello, certified), plain, socket);
            });
        } catch (IOException | GeneralSecurityException e) {
            throw PinnedTls.refused(address, e);
        }
    }

    /**
     * Dials {@code peer}.
     *
     * @throws PeerRefusedException where this end turns the peer away
     * @throws IOException where there is no connection, or the peer turned this end away
     */
    public CheckedConnection dial(Peer peer, Institution institution, SocketAddress address) throws IOException {
        return dial(peer, institution, address, atMost);
    }

    /** The same, in a time of the caller's, where that is shorter. */
    public CheckedConnection dial(Peer peer, Institution institution, SocketAddress address, Duration limit)
            throws IOException {
        Duration within = limit.compareTo(atMost) < 0 ? limit : atMost;
        LinkSocket plain = new LinkSocket();
        try {
            return within(plain, peer.institution(), within, () -> {
                SSLContext context = tls.dialling(institution);
                plain.enlargeBuffers();
                plain.connect(address, (int) Math.max(1, within.toMillis()));
                plain.prepare();
                SSLSocket socket = (SSLSocket)
                        context.getSocketFactory().createSocket(plain, institution.id(), plain.getPort(), true);
                socket.setUseClientMode(true);
                handshake(socket);
                writeHello(socket, greeting.to(peer));
                greeting.checkAnswer(readHello(socket, peer.institution()), peer);
                return new CheckedConnection(peer, plain, socket);
            });
        } catch (IOException | GeneralSecurityException e) {
            PeerRefusedException refused = PinnedTls.refused(peer.institution(), e);
            if (refused.refusal() != Refusal.HANDSHAKE_FAILED) {
                throw refused;
            }
            throw new IOException("no link to %s at %s: %s".formatted(peer, address, e.getMessage()), e);
        }
    }

    private CheckedConnection within(LinkSocket plain, String who, Duration limit, Attempt attempt)
            throws IOException, GeneralSecurityException {
        AtomicBoolean late = new AtomicBoolean();
        ScheduledFuture<?> deadline = closeInTime(plain, late, limit);
        try {
            CheckedConnection connection = attempt.run();
            if (deadline.cancel(false)) {
                return connection;
            }
            connection.close();
            throw new PeerRefusedException(who, Refusal.HANDSHAKE_TIMEOUT);
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            deadline.cancel(false);
            closeQuietly(plain);
            if (late.get()) {
                throw new PeerRefusedException(who, Refusal.HANDSHAKE_TIMEOUT, e);
            }
            throw e;
        }
    }

    private ScheduledFuture<?> closeInTime(LinkSocket plain, AtomicBoolean late, Duration limit) throws IOException {
        Runnable close = () -> {
            late.set(true);
            closeQuietly(plain);
        };
        try {
            return timer.schedule(close, limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            closeQuietly(plain);
            throw new IOException("this node stops", e);
        }
    }

    private static void handshake(SSLSocket socket) throws IOException {
        socket.setSSLParameters(PinnedTls.parameters());
        socket.startHandshake();
    }

    private static byte[] readHello(SSLSocket socket, String from) throws IOException {
        DataInputStream input = new DataInputStream(socket.getInputStream());
        int length = input.readInt();
        Greeting.requireLength(length, from);
        byte[] hello = new byte[length];
        input.readFully(hello);
        return hello;
    }

    private static void writeHello(SSLSocket socket, byte[] hello) throws IOException {
        socket.getOutputStream()
                .write(ByteBuffer.allocate(Integer.BYTES + hello.length)
                        .putInt(hello.length)
                        .put(hello)
                        .array());
    }

    private static void closeQuietly(LinkSocket plain) {
        try {
            plain.close();
        } catch (IOException e) {
            // It is gone all the same.
        }
    }

    private interface Attempt {
        CheckedConnection run() throws IOException, GeneralSecurityException;
    }
}
