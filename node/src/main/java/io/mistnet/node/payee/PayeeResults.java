package io.mistnet.node.payee;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mistnet.connectors.selector.Selector;
import io.mistnet.node.lookup.AnswerJson;
import io.mistnet.node.lookup.LookupAnswer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Results as records of Kafka: the check's key, and {@code {"checkId", "found", "records": [...], "checkedAt"}}. */
final class PayeeResults {

    private final String topic;

    PayeeResults(String topic) {
        this.topic = topic;
    }

    List<ProducerRecord<byte[], byte[]>> of(CheckBatch batch, Map<Selector, LookupAnswer> answers, Instant at) {
        return batch.checks().stream().map(read -> of(read, answers, at)).toList();
    }

    private ProducerRecord<byte[], byte[]> of(CheckBatch.Read read, Map<Selector, LookupAnswer> answers, Instant at) {
        LookupAnswer answer = answers.get(read.check().selector());
        if (answer == null) {
            throw new IllegalStateException("a payee was not looked up");
        }
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("checkId", read.check().id());
        AnswerJson.put(json, answer);
        json.put("checkedAt", at.toString());
        return new ProducerRecord<>(topic, read.record().key(), json.toString().getBytes(StandardCharsets.UTF_8));
    }
}
