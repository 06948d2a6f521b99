package io.mistnet.node.payee;

import io.mistnet.connectors.deadletter.Stage;
import io.mistnet.connectors.selector.InvalidSelectorException;
import io.mistnet.connectors.selector.Selector;
import io.mistnet.node.ingest.DeadLetter;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Records that were read together.
 *
 * @param records all of them
 * @param checks the payee checks among them
 * @param dead the others
 */
record CheckBatch(List<ConsumerRecord<byte[], byte[]>> records, List<Read> checks, List<DeadLetter> dead) {

    /** A check and the record that it stood in. */
    record Read(ConsumerRecord<byte[], byte[]> record, PayeeCheck check) {}

    static CheckBatch of(List<ConsumerRecord<byte[], byte[]>> records, PayeeCheckReader reader) {
        List<Read> checks = new ArrayList<>(records.size());
        List<DeadLetter> dead = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            try {
                checks.add(new Read(record, reader.read(record)));
            } catch (InvalidPayeeCheckException | InvalidSelectorException e) {
                dead.add(new DeadLetter(record, e, Stage.VALUE_CONVERTER, PayeeCheckReader.class));
            }
        }
        return new CheckBatch(records, checks, dead);
    }

    /** Each payee once, so that one whom many pay at once is looked up once. */
    List<Selector> selectors() {
        return checks.stream().map(read -> read.check().selector()).distinct().toList();
    }
}
