package io.mistnet.node.link;

import io.micrometer.core.instrument.Counter;
import io.mistnet.node.peer.LinkMeters;
import io.mistnet.node.peer.Peer;
import io.mistnet.node.peer.Refusal;
import io.mistnet.protocols.channel.Channel;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** One open TLS connection to a checked peer, with one buffer of a block's size for each direction. It serves many attempts, one after the other. */
final class ShareLink implements AutoCloseable {

    private final Peer peer;
    private final CheckedConnection connection;
    private final InputStream input;
    private final OutputStream output;
    private final GatheredOutput gathered;
    private final LinkMeters meters;
    private final Counter sent;
    private final Counter received;
    private volatile String closedBecause = "";
    private final ByteBuffer outgoing = buffer();
    private final ByteBuffer incoming = buffer();

    ShareLink(CheckedConnection connection, LinkMeters meters) throws IOException {
        this.peer = connection.peer();
        this.connection = connection;
        this.input = connection.tls().getInputStream();
        this.output = connection.tls().getOutputStream();
        this.gathered = connection.plain().gathered();
        this.meters = meters;
        this.sent = meters.sent(peer);
        this.received = meters.received(peer);
        meters.opened(peer);
    }

    Peer peer() {
        return peer;
    }

    /** The buffer for what is to be sent: header, then words. */
    ByteBuffer outgoing() {
        return outgoing;
    }

    /** The buffer in which {@link #fill} leaves what came. */
    ByteBuffer incoming() {
        return incoming;
    }

    /** Sends the first {@code bytes} bytes of {@link #outgoing()}. */
    void flush(int bytes) throws IOException {
        gathered.gather();
        output.write(outgoing.array(), 0, bytes);
        gathered.release();
        sent.increment(bytes);
    }

    /** Reads until {@link #incoming()} holds the bytes from {@code from} to {@code to}. */
    void fill(int from, int to) throws IOException {
        int have = from;
        while (have < to) {
            int count = input.read(incoming.array(), have, to - have);
            if (count < 0) {
                throw cut(have);
            }
            have += count;
        }
        received.increment(to - from);
    }

    private EOFException cut(int have) {
        if (have == 0) {
            return new EOFException("the peer closed the link");
        }
        meters.refused(Refusal.CUT_SHORT);
        return new EOFException("the peer closed the link after %d bytes of a block".formatted(have));
    }

    void refused(Refusal refusal) {
        meters.refused(refusal);
    }

    boolean isOpen() {
        return closedBecause.isEmpty();
    }

    /** Whether the peer closed its end; only for a link that no channel uses. */
    boolean ended() {
        return connection.plain().ended();
    }

    /** Closes the link at once, whoever reads or writes; the first reason stays. */
    synchronized void abort(String reason) {
        if (isOpen()) {
            closedBecause = reason;
            meters.closed();
            connection.close();
        }
    }

    /** Why the link was closed at this end; empty while it is open. */
    String closedBecause() {
        return closedBecause;
    }

    @Override
    public void close() {
        abort("closed");
    }

    private static ByteBuffer buffer() {
        return ByteBuffer.allocate(BlockHeader.BYTES + Long.BYTES * Channel.BLOCK_WORDS)
                .order(ByteOrder.LITTLE_ENDIAN);
    }
}
