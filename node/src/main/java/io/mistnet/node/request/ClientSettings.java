package io.mistnet.node.request;

import java.time.Duration;

/**
 * How a client makes its connections.
 *
 * @param handshakeTimeout from a connection to the checked first message
 * @param links connections to one peer, which is how many calls to it may be under way at once; at most those that its server allows
 * @param idleTimeout how long an idle connection is kept; below the server's
 * @param retryMin the pause after a failed attempt to dial, in which calls fail at once; it doubles from attempt to attempt
 * @param retryMax the longest such pause
 */
public record ClientSettings(
        Duration handshakeTimeout, int links, Duration idleTimeout, Duration retryMin, Duration retryMax) {

    public ClientSettings {
        if (links < 1) {
            throw new IllegalArgumentException("at least one connection to a peer, not " + links);
        }
    }

    public static ClientSettings defaults() {
        return new ClientSettings(
                Duration.ofSeconds(5), 4, Duration.ofSeconds(30), Duration.ofMillis(100), Duration.ofSeconds(5));
    }
}
