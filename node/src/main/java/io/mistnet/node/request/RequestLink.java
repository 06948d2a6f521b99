package io.mistnet.node.request;

import io.micrometer.core.instrument.Counter;
import io.mistnet.node.link.CheckedConnection;
import io.mistnet.node.peer.LinkMeters;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Optional;

/** One open connection to a checked peer, with one request under way at a time. One thread reads and writes; {@link #abort} is for any. */
final class RequestLink implements AutoCloseable {

    private static final int SHORT_BYTES = 16 << 10;

    private final CheckedConnection connection;
    private final InputStream input;
    private final OutputStream output;
    private final LinkMeters meters;
    private final Counter sent;
    private final Counter received;
    private volatile boolean kept;
    private volatile String closedBecause = "";

    RequestLink(CheckedConnection connection, LinkMeters meters) throws IOException {
        this.connection = connection;
        this.input = connection.tls().getInputStream();
        this.output = connection.tls().getOutputStream();
        this.meters = meters;
        this.sent = meters.sent(connection.peer());
        this.received = meters.received(connection.peer());
        meters.opened(connection.peer());
    }

    /** The peer's id in the network file. */
    String institution() {
        return connection.peer().institution();
    }

    /** Waits for the first byte of a message; empty where the peer closed the connection instead. */
    Optional<Byte> awaitFirst() throws IOException {
        int first = input.read();
        return first < 0 ? Optional.empty() : Optional.of((byte) first);
    }

    /** Reads the header whose first byte has come. */
    FrameHeader readHeader(byte first) throws IOException {
        byte[] header = new byte[FrameHeader.BYTES];
        header[0] = first;
        fill(header, 1);
        received.increment(FrameHeader.BYTES);
        return FrameHeader.read(ByteBuffer.wrap(header));
    }

    /** Reads a payload whose length has been checked. */
    byte[] readPayload(int length) throws IOException {
        byte[] payload = new byte[length];
        fill(payload, 0);
        received.increment(length);
        return payload;
    }

    /** Reads a payload and forgets it. */
    void skipPayload(int length) throws IOException {
        input.skipNBytes(length);
        received.increment(length);
    }

    /** Writes a header and its payload; a short payload leaves in one TLS record with its header. It is counted before, so that whoever has the message finds it counted. */
    void write(FrameHeader header, byte[] payload) throws IOException {
        sent.increment(FrameHeader.BYTES + payload.length);
        int first = Math.min(payload.length, SHORT_BYTES - FrameHeader.BYTES);
        ByteBuffer buffer = ByteBuffer.allocate(FrameHeader.BYTES + first);
        header.write(buffer);
        output.write(buffer.put(payload, 0, first).array());
        output.write(payload, first, payload.length - first);
    }

    /** It served a request, and is kept for others. */
    void keep() {
        kept = true;
    }

    /** Whether it served a request before, so that the peer may have ended it since. */
    boolean isKept() {
        return kept;
    }

    /** Whether the peer closed its end; only while nobody reads. */
    boolean ended() {
        return !isOpen() || connection.plain().ended();
    }

    boolean isOpen() {
        return closedBecause.isEmpty();
    }

    /** Closes the connection at once, whoever reads or writes; the first reason stays. */
    synchronized void abort(String reason) {
        if (isOpen()) {
            closedBecause = reason;
            meters.closed();
            connection.close();
        }
    }

    /** Why the connection was closed at this end; empty while it is open. */
    String closedBecause() {
        return closedBecause;
    }

    @Override
    public void close() {
        abort("closed");
    }

    private void fill(byte[] bytes, int from) throws IOException {
        int count = input.readNBytes(bytes, from, bytes.length - from);
        if (count < bytes.length - from) {
            throw new EOFException("the peer closed the connection in the middle of a message");
        }
    }
}
