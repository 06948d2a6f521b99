package io.mistnet.node.ingest;

import io.mistnet.connectors.deadletter.Stage;
import io.mistnet.connectors.transfer.RefusedTransferException;
import io.mistnet.connectors.transfer.UnratedCurrencyException;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads a record by its topic; what cannot be read becomes a dead letter, and never an exception. Safe for any thread. */
public final class RecordReader {

    private final IngestTopics topics;
    private final BookingReader bookings;
    private final RiskScoreReader scores;

    public RecordReader(IngestTopics topics, BookingReader bookings, RiskScoreReader scores) {
        this.topics = topics;
        this.bookings = bookings;
        this.scores = scores;
    }

    Reading read(ConsumerRecord<byte[], byte[]> record) {
        try {
            return record.topic().equals(topics.transfers())
                    ? new Reading.Transfers(record, bookings.read(record))
                    : score(record);
        } catch (UnratedCurrencyException | ForeignTransferException e) {
            return new Reading.Dead(record, e, Stage.TRANSFORMATION);
        } catch (RefusedTransferException | InvalidRiskScoreException e) {
            return new Reading.Dead(record, e, Stage.VALUE_CONVERTER);
        }
    }

    private Reading score(ConsumerRecord<byte[], byte[]> record) {
        byte[] message = record.value();
        if (message == null) {
            throw new InvalidRiskScoreException("record", "a risk score, found no value");
        }
        return new Reading.Score(record, scores.read(message));
    }
}
