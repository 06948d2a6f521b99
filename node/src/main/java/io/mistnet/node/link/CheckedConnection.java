package io.mistnet.node.link;

import io.mistnet.node.peer.Peer;
import java.io.IOException;
import javax.net.ssl.SSLSocket;

/**
 * A TLS connection whose peer passed the handshake and the first messages.
 *
 * @param peer who is at the other end
 * @param plain the socket under TLS; closing it ends whatever blocks on the connection
 * @param tls for reading and writing
 */
public record CheckedConnection(Peer peer, LinkSocket plain, SSLSocket tls) implements AutoCloseable {

    /** Closes at once, whoever reads or writes; there is no goodbye to the peer. */
    @Override
    public void close() {
        try {
            plain.close();
        } catch (IOException e) {
            // It is gone all the same.
        }
    }
}
