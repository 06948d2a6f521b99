package io.mistnet.node.link;

import io.mistnet.node.config.NodeConfig;
import java.time.Duration;

/**
 * How links are made.
 *
 * @param handshakeTimeout from the connection to the checked first message
 * @param retryMin the pause before the first new attempt to dial; it doubles from attempt to attempt
 * @param retryMax the longest pause between two attempts to dial
 * @param mostPending handshakes that may be under way at once; for each further one the longest is closed
 */
public record LinkSettings(Duration handshakeTimeout, Duration retryMin, Duration retryMax, int mostPending) {

    public static LinkSettings of(NodeConfig.Links links) {
        return new LinkSettings(links.handshakeTimeout(), links.retryMin(), links.retryMax(), links.mostPending());
    }

    public static LinkSettings defaults() {
        return new LinkSettings(Duration.ofSeconds(5), Duration.ofMillis(100), Duration.ofSeconds(10), 64);
    }
}
