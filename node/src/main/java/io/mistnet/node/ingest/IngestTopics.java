package io.mistnet.node.ingest;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The topics of the bank's own Kafka that ingest reads and writes.
 *
 * @param transfers where transfers arrive
 * @param riskScores where the bank's own risk scores arrive, if anywhere
 * @param deadLetters where records go that cannot be used
 */
public record IngestTopics(String transfers, Optional<String> riskScores, String deadLetters) {

    /** @throws IllegalArgumentException if two topics have one name */
    public IngestTopics {
        List<String> all = Stream.concat(Stream.of(transfers, deadLetters), riskScores.stream())
                .toList();
        if (all.stream().distinct().count() < all.size()) {
            throw new IllegalArgumentException("three topics need three names, not " + all);
        }
    }

    /** The topics that are read. */
    List<String> read() {
        return Stream.concat(Stream.of(transfers), riskScores.stream()).toList();
    }

    List<String> all() {
        return Stream.concat(read().stream(), Stream.of(deadLetters)).toList();
    }
}
