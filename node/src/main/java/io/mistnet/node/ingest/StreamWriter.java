package io.mistnet.node.ingest;

import io.mistnet.connectors.deadletter.Stage;
import io.mistnet.node.window.AmountOverflowException;
import io.mistnet.node.window.Batch;
import io.mistnet.node.window.Booking;
import io.mistnet.node.window.Counters;
import io.mistnet.node.window.RiskScore;
import io.mistnet.node.window.WindowStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Puts what was read into the window. First the dead letters are written and acknowledged, then the window, counters and offsets change together;
 * so the offset moves past no record that is neither in the window nor among the dead letters.
 */
final class StreamWriter {

    private final WindowStore store;
    private final String transfers;
    private final DeadLetterTopic deadLetters;
    private boolean closed;

    /** @param transfers the topic of transfers */
    StreamWriter(WindowStore store, String transfers, DeadLetterTopic deadLetters) {
        this.store = store;
        this.transfers = transfers;
        this.deadLetters = deadLetters;
    }

    /**
     * Writes a batch. One after the other: a stream that failed and was started again may still have a batch under way here, and what that one
     * wrote is passed over in the next.
     *
     * @return what became of it
     */
    synchronized Counters write(List<Reading> readings) {
        if (closed) {
            throw new IllegalStateException("ingest was stopped");
        }
        Map<TopicPartition, Long> read = store.offsets();
        List<Reading> fresh = new ArrayList<>(readings.size());
        for (Reading reading : readings) {
            if (reading.record().offset() >= read.getOrDefault(partition(reading.record()), 0L)) {
                fresh.add(reading);
            }
        }
        deadLetters.write(dead(fresh));
        return commit(fresh);
    }

    /** Waits for a batch under way; later ones are refused. */
    synchronized void close() {
        closed = true;
    }

    private Counters commit(List<Reading> readings) {
        try {
            return store.commit(batch(readings));
        } catch (AmountOverflowException e) {
            Reading.Dead tooMuch = new Reading.Dead(recordOf(e.booking(), readings), e, Stage.TASK_PUT);
            deadLetters.write(List.of(tooMuch.letter()));
            return commit(readings.stream()
                    .map(reading -> reading.record().equals(tooMuch.record()) ? tooMuch : reading)
                    .toList());
        }
    }

    private Batch batch(List<Reading> readings) {
        List<Booking> bookings = new ArrayList<>();
        List<RiskScore> scores = new ArrayList<>();
        Map<TopicPartition, Long> offsets = new HashMap<>();
        long dead = 0;
        long deadScores = 0;
        for (Reading reading : readings) {
            offsets.put(partition(reading.record()), reading.record().offset() + 1);
            if (reading instanceof Reading.Transfers read) {
                bookings.addAll(read.bookings());
            } else if (reading instanceof Reading.Score read) {
                scores.add(read.score());
            } else if (reading.record().topic().equals(transfers)) {
                dead++;
            } else {
                deadScores++;
            }
        }
        return new Batch(bookings, scores, dead, deadScores, offsets);
    }

    private static List<DeadLetter> dead(List<Reading> readings) {
        return readings.stream()
                .filter(Reading.Dead.class::isInstance)
                .map(reading -> ((Reading.Dead) reading).letter())
                .toList();
    }

    private static ConsumerRecord<byte[], byte[]> recordOf(Booking booking, List<Reading> readings) {
        return readings.stream()
                .filter(reading -> reading instanceof Reading.Transfers read
                        && read.bookings().stream().anyMatch(b -> b == booking))
                .findFirst()
                .orElseThrow()
                .record();
    }

    private static TopicPartition partition(ConsumerRecord<byte[], byte[]> record) {
        return new TopicPartition(record.topic(), record.partition());
    }
}
