package io.mistnet.node.ingest;

import java.time.Instant;

/**
 * How ingest is doing.
 *
 * @param state what it does
 * @param since since when
 * @param reason why it waits, in words for an operator; empty otherwise
 */
public record IngestHealth(State state, Instant since, String reason) {

    /** What ingest does. */
    public enum State {
        /** It asks Kafka where the stream begins. */
        STARTING,
        /** It follows the stream. */
        READING,
        /** Something that it needs is away; it tries again, and loses nothing. */
        WAITING,
        /** It was told to stop. */
        STOPPED
    }
}
