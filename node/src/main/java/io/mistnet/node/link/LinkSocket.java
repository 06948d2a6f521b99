package io.mistnet.node.link;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import org.jspecify.annotations.Nullable;

/**
 * The plain socket under a TLS link. Closing it ends a read or write of the TLS socket above that blocks in another thread, where closing the TLS socket might block
 * too.
 */
public final class LinkSocket extends Socket {

    static final int BUFFER_BYTES = 1 << 20;

    private @Nullable ReadAheadInput input;
    private @Nullable GatheredOutput output;

    /** Asks for buffers that hold many blocks; to be called before the socket is connected. */
    void enlargeBuffers() throws SocketException {
        setSendBufferSize(BUFFER_BYTES);
        setReceiveBufferSize(BUFFER_BYTES);
    }

    /** Sets what every connected link wants. */
    void prepare() throws SocketException {
        setTcpNoDelay(true);
        setKeepAlive(true);
    }

    @Override
    public synchronized InputStream getInputStream() throws IOException {
        if (input == null) {
            input = new ReadAheadInput(this, super.getInputStream());
        }
        return input;
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
        return gathered();
    }

    /** The output, for gathering what TLS writes. */
    synchronized GatheredOutput gathered() throws IOException {
        if (output == null) {
            output = new GatheredOutput(super.getOutputStream());
        }
        return output;
    }

    /** Whether the peer has closed the connection, as far as is known here. Only while nobody reads. */
    public synchronized boolean ended() {
        return input == null || input.ended();
    }
}
