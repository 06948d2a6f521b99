package io.mistnet.node.payee;

import io.mistnet.node.ingest.IngestSettings.Retry;
import io.mistnet.node.lookup.Asking;
import java.time.Duration;

/**
 * How payees are looked up.
 *
 * @param asking on what grounds
 * @param batch the most checks that are looked up together, 1 to 1,024
 * @param linger how long a batch waits to fill, from its first check on
 * @param patience for the answers to a batch
 * @param checkEvery how often it is seen that Kafka answers and that no partition was added
 * @param retry how long to wait before something is tried again
 */
public record PayeeSettings(
        Asking asking, int batch, Duration linger, Duration patience, Duration checkEvery, Retry retry) {

    public PayeeSettings {
        if (batch < 1 || batch > 1024) {
            throw new IllegalArgumentException("a batch of 1 to 1024 checks, not " + batch);
        }
    }

    /** Answers are awaited for a minute; Kafka is looked after every 5 s; something is tried again after 1 s, and up to 2 min later each time. */
    public static PayeeSettings of(Asking asking, int batch, Duration linger) {
        return new PayeeSettings(
                asking,
                batch,
                linger,
                Duration.ofMinutes(1),
                Duration.ofSeconds(5),
                new Retry(Duration.ofSeconds(1), Duration.ofMinutes(2)));
    }
}
