package io.mistnet.node.link;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;

/**
 * The plain socket under a TLS link. Reads ahead, which saves a system call for each TLS record, and can tell whether the peer is gone without taking what it sent.
 * Closing it ends a read or write of the TLS socket above that blocks in another thread, where closing the TLS socket might block too.
 */
final class LinkSocket extends Socket {

    static final int BUFFER_BYTES = 1 << 20;
    private static final int PROBE_MILLIS = 1;

    private final ReadAhead input = new ReadAhead();

    @Override
    public InputStream getInputStream() {
        return input;
    }

    /** Sets what every link wants. */
    void prepare() throws SocketException {
        setTcpNoDelay(true);
        setKeepAlive(true);
    }

    /** Asks for buffers that hold many blocks; to be called before the socket is connected. */
    void enlargeBuffers() throws SocketException {
        setSendBufferSize(BUFFER_BYTES);
        setReceiveBufferSize(BUFFER_BYTES);
    }

    /** Whether the peer has closed the link, as far as is known here. For a link that nobody reads. */
    boolean ended() {
        return input.ended();
    }

    private InputStream plainInput() throws IOException {
        return super.getInputStream();
    }

    private final class ReadAhead extends InputStream {

        private final byte[] buffer = new byte[64 << 10];
        private int start;
        private int end;

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] to, int offset, int length) throws IOException {
            if (start == end) {
                if (length >= buffer.length) {
                    return plainInput().read(to, offset, length);
                }
                start = 0;
                end = Math.max(0, plainInput().read(buffer, 0, buffer.length));
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
            return end - start + plainInput().available();
        }

        @Override
        public void close() throws IOException {
            LinkSocket.this.close();
        }

        private boolean ended() {
            if (start > 0) {
                System.arraycopy(buffer, start, buffer, 0, end - start);
                end -= start;
                start = 0;
            }
            try {
                setSoTimeout(PROBE_MILLIS);
                while (end < buffer.length) {
                    int count = plainInput().read(buffer, end, buffer.length - end);
                    if (count < 0) {
                        return true;
                    }
                    end += count;
                }
                return false;
            } catch (SocketTimeoutException e) {
                return restoredTimeoutFails();
            } catch (IOException e) {
                return true;
            }
        }

        private boolean restoredTimeoutFails() {
            try {
                setSoTimeout(0);
                return false;
            } catch (SocketException e) {
                return true;
            }
        }
    }
}
