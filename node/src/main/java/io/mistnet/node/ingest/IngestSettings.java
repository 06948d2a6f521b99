package io.mistnet.node.ingest;

import java.time.Duration;
import java.util.Map;

/**
 * How the stream is read.
 *
 * @param topics the topics
 * @param kafka settings of Kafka's clients: {@code bootstrap.servers}, and what the cluster demands for security
 * @param batchRecords the most records that go into the window in one write
 * @param batchWithin how long a batch waits to fill
 * @param checkEvery how often it is checked that Kafka answers and that no partition was added; an answer is awaited as long
 * @param retry how long to wait before the stream is tried again after it failed
 */
public record IngestSettings(
        IngestTopics topics,
        Map<String, String> kafka,
        int batchRecords,
        Duration batchWithin,
        Duration checkEvery,
        Retry retry) {

    public IngestSettings {
        kafka = Map.copyOf(kafka);
        if (batchRecords < 1) {
            throw new IllegalArgumentException("a batch of at least one record, not " + batchRecords);
        }
    }

    /** Batches of at most 4,000 records or 50 ms; Kafka is checked every 5 s; the stream is tried again after 1 s, and up to 30 s later each time. */
    public static IngestSettings defaults(IngestTopics topics, Map<String, String> kafka) {
        return new IngestSettings(
                topics,
                kafka,
                4_000,
                Duration.ofMillis(50),
                Duration.ofSeconds(5),
                new Retry(Duration.ofSeconds(1), Duration.ofSeconds(30)));
    }

    /**
     * Waiting times, which double from the first to the longest.
     *
     * @param first after the first failure
     * @param longest after many
     */
    public record Retry(Duration first, Duration longest) {

        /** How long to wait after so many failures in turn, at least one. */
        public Duration after(int failures) {
            Duration wait = first;
            for (int i = 1; i < failures && wait.compareTo(longest) < 0; i++) {
                wait = wait.multipliedBy(2);
            }
            return wait.compareTo(longest) < 0 ? wait : longest;
        }
    }
}
