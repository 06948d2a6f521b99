package io.mistnet.node.link;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.concurrent.TimeUnit;

/** Reads more than it is asked for, which saves a system call for each TLS record; and can look ahead whether the peer is gone. */
final class ReadAheadInput extends InputStream {

    private static final int PROBE_MILLIS = 1;

    /** However a peer drips into an idle link, nobody waits longer for a look at it. */
    private static final int LONGEST_PROBE_MILLIS = 5;

    private final Socket socket;
    private final InputStream plain;
    private final byte[] buffer = new byte[64 << 10];
    private int start;
    private int end;

    /** @param plain the input of {@code socket} */
    ReadAheadInput(Socket socket, InputStream plain) {
        this.socket = socket;
        this.plain = plain;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
        if (start == end) {
            if (length >= buffer.length) {
                return plain.read(to, offset, length);
            }
            start = 0;
            end = Math.max(0, plain.read(buffer, 0, buffer.length));
            if (end == 0) {
                return -1;
            }
        }
        int count = Math.min(length, end - start);
        System.arraycopy(buffer, start, to, offset, count);
        start += count;
        return count;
    }

    @Override
    public int available() throws IOException {
        return end - start + plain.available();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    /** Whether the peer has closed the connection, as far as is known here; what it sent before is kept. Only while nobody reads. */
    boolean ended() {
        System.arraycopy(buffer, start, buffer, 0, end - start);
        end -= start;
        start = 0;
        try {
            socket.setSoTimeout(PROBE_MILLIS);
            boolean ended = readToTimeoutOrEnd();
            socket.setSoTimeout(0);
            return ended;
        } catch (SocketException e) {
            return true;
        }
    }

    private boolean readToTimeoutOrEnd() {
        try {
            long latest = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LONGEST_PROBE_MILLIS);
            while (end < buffer.length && System.nanoTime() < latest) {
                int count = plain.read(buffer, end, buffer.length - end);
                if (count < 0) {
                    return true;
                }
                end += count;
            }
            return false;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }
}
