package io.mistnet.node.ingest;

import io.mistnet.connectors.deadletter.Stage;
import io.mistnet.node.window.Booking;
import io.mistnet.node.window.RiskScore;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What a record turned out to be. */
sealed interface Reading {

    ConsumerRecord<byte[], byte[]> record();

    /** A record of transfers. */
    record Transfers(ConsumerRecord<byte[], byte[]> record, List<Booking> bookings) implements Reading {}

    /** A record of a risk score. */
    record Score(ConsumerRecord<byte[], byte[]> record, RiskScore score) implements Reading {}

    /**
     * A record that cannot be used.
     *
     * @param reason why
     * @param stage where it failed
     */
    record Dead(ConsumerRecord<byte[], byte[]> record, Exception reason, Stage stage) implements Reading {

        DeadLetter letter() {
            return new DeadLetter(record, reason, stage, RecordReader.class);
        }
    }
}
