package io.mistnet.node.trial;

import io.mistnet.node.config.Address;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;

/** Listens in a node's place: connections are made, and nothing is said on them. */
public final class SilentNode implements AutoCloseable {

    private final ServerSocket listener = new ServerSocket();

    public SilentNode(Address address) throws IOException {
        listener.setReuseAddress(true);
        listener.bind(address.resolve());
    }

    /** The next connection, where one comes in time. */
    public Optional<Socket> next(Duration atMost) throws IOException {
        listener.setSoTimeout(Math.toIntExact(atMost.toMillis()));
        try {
            return Optional.of(listener.accept());
        } catch (SocketTimeoutException e) {
            return Optional.empty();
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
