package io.mistnet.node.window;

import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * What one run of records of the stream brings to the window. It is taken as a whole or not at all.
 *
 * @param bookings the transfers, in their order
 * @param scores the bank's own risk scores, in their order
 * @param dead records of transfers that became dead letters
 * @param deadScores records of risk scores that became dead letters
 * @param offsets for every partition read, the offset of the next record to read
 */
public record Batch(
        List<Booking> bookings, List<RiskScore> scores, long dead, long deadScores, Map<TopicPartition, Long> offsets) {

    public Batch {
        bookings = List.copyOf(bookings);
        scores = List.copyOf(scores);
        offsets = Map.copyOf(offsets);
    }
}
