package io.mistnet.node.control;

import io.mistnet.node.config.NodeConfig;
import java.time.Duration;

/**
 * How control links are made and kept.
 *
 * @param handshakeTimeout from the connection to the checked first message
 * @param retryMin the pause before the first new attempt to dial; it doubles from attempt to attempt
 * @param retryMax the longest pause between two attempts to dial
 * @param mostPending handshakes that may be under way at once; for each further one the longest is closed
 * @param keepAlive how often a silent link says that it lives
 * @param idleTimeout the silence after which a link is closed
 */
public record ControlSettings(
        Duration handshakeTimeout,
        Duration retryMin,
        Duration retryMax,
        int mostPending,
        Duration keepAlive,
        Duration idleTimeout) {

    public static ControlSettings of(NodeConfig.Links links) {
        return new ControlSettings(
                links.handshakeTimeout(),
                links.retryMin(),
                links.retryMax(),
                links.mostPending(),
                links.keepAlive(),
                links.idleTimeout());
    }

    public static ControlSettings defaults() {
        return new ControlSettings(
                Duration.ofSeconds(5),
                Duration.ofMillis(100),
                Duration.ofSeconds(10),
                64,
                Duration.ofSeconds(5),
                Duration.ofSeconds(20));
    }
}
