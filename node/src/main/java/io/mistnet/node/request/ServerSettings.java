package io.mistnet.node.request;

import java.time.Duration;

/**
 * What a server takes upon itself.
 *
 * @param handshakeTimeout from a connection to the checked first message
 * @param mostPending handshakes that may be under way at once; for each further one the longest is closed
 * @param idleTimeout the silence between two requests after which a connection is closed
 * @param pace how slowly a peer may send a request and read its reply
 * @param linksOfOne connections that one institution may have
 * @param linksInAll connections that all may have
 * @param threads requests that are worked on at once
 * @param queue requests that may wait beside; further ones are told to come back
 * @param payloadBytes memory for the payloads of requests, in bytes, at least the longest one; of one institution a quarter
 * @param longest the longest time that is spent on one request, whatever the peer's deadline
 * @param retryAfter when a peer is to ask again where there is too much to do
 */
public record ServerSettings(
        Duration handshakeTimeout,
        int mostPending,
        Duration idleTimeout,
        Pace pace,
        int linksOfOne,
        int linksInAll,
        int threads,
        int queue,
        long payloadBytes,
        Duration longest,
        Duration retryAfter) {

    private static final int MEBIBYTE = 1 << 20;

    public ServerSettings {
        if (mostPending < 1 || linksOfOne < 1 || linksInAll < 1 || threads < 1 || queue < 0 || payloadBytes < 1) {
            throw new IllegalArgumentException("a server of requests needs room for at least one of each");
        }
    }

    /**
     * For a node.
     *
     * @param threads requests that are worked on at once
     * @param queue requests that may wait beside
     */
    public static ServerSettings of(int threads, int queue) {
        return new ServerSettings(
                Duration.ofSeconds(5),
                64,
                Duration.ofMinutes(1),
                new Pace(Duration.ofSeconds(10), MEBIBYTE / 4),
                8,
                256,
                threads,
                queue,
                512L * MEBIBYTE,
                Duration.ofMinutes(10),
                Duration.ofMillis(250));
    }
}
