package io.mistnet.node.alert.intake;

import io.mistnet.connectors.deadletter.Stage;
import io.mistnet.node.alert.RaisedAlert;
import io.mistnet.node.ingest.DeadLetter;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Records that were read together.
 *
 * @param alerts the alerts among them
 * @param dead the others
 */
record IntakeBatch(List<RaisedAlert> alerts, List<DeadLetter> dead) {

    static IntakeBatch of(Iterable<ConsumerRecord<byte[], byte[]>> records, AlertReader reader) {
        List<RaisedAlert> alerts = new ArrayList<>();
        List<DeadLetter> dead = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            try {
                alerts.add(reader.read(record));
            } catch (InvalidAlertException e) {
                dead.add(new DeadLetter(record, e, Stage.VALUE_CONVERTER, AlertReader.class));
            }
        }
        return new IntakeBatch(alerts, dead);
    }
}
