package io.mistnet.node.publish;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mistnet.connectors.transfer.Transfer;
import io.mistnet.node.epoch.EpochResult;
import io.mistnet.protocols.propagation.Policy;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Changes as records of Kafka: JSON, keyed by account. */
final class FlagRecords {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final FlagTopics topics;
    private final Verdict verdict;
    private final String rule;

    FlagRecords(FlagTopics topics, Policy policy) {
        this.topics = topics;
        this.verdict = Verdict.of(policy.output());
        this.rule = policy.rule().name().toLowerCase(Locale.ROOT);
    }

    /** The account's new value: {@code {"account","epoch","rule","flag"}}, or {@code band} or {@code score}. */
    ProducerRecord<String, String> flag(FlagChange change, EpochResult result) {
        return new ProducerRecord<>(
                topics.flags(), change.account(), body(change, result).toString());
    }

    /** The same with the epoch's cut-off and what the bank itself knows of the account. */
    ProducerRecord<String, String> alert(
            FlagChange change, EpochResult result, List<Transfer> incoming, List<Transfer> outgoing) {
        ObjectNode body = body(change, result).put("cutOff", result.cutOff().toString());
        addAll(body.putArray("incoming"), incoming);
        addAll(body.putArray("outgoing"), outgoing);
        return new ProducerRecord<>(topics.alerts(), change.account(), body.toString());
    }

    /** The value that a record of the flags' topic holds; empty where it is none of this policy's. */
    OptionalDouble value(String record) {
        try {
            JsonNode value = JSON.readTree(record).path(verdict.field());
            if (value.isBoolean()) {
                return OptionalDouble.of(value.booleanValue() ? 1 : 0);
            }
            return value.isNumber() ? OptionalDouble.of(value.doubleValue()) : OptionalDouble.empty();
        } catch (JsonProcessingException e) {
            return OptionalDouble.empty();
        }
    }

    private ObjectNode body(FlagChange change, EpochResult result) {
        return JSON.createObjectNode()
                .put("account", change.account())
                .put("epoch", result.epoch())
                .put("rule", rule)
                .putPOJO(verdict.field(), verdict.json(change.after()));
    }

    private static void addAll(ArrayNode to, List<Transfer> transfers) {
        for (Transfer transfer : transfers) {
            ObjectNode node = to.addObject().put("uetr", transfer.uetr().toString());
            node.putObject("instructedAmount")
                    .put("amount", transfer.instructedAmount().amount().toPlainString())
                    .put("currency", transfer.instructedAmount().currency().getCurrencyCode());
            node.put("debtorAccount", transfer.debtorAccount())
                    .put("debtorAgent", transfer.debtorAgent())
                    .put("creditorAccount", transfer.creditorAccount())
                    .put("creditorAgent", transfer.creditorAgent())
                    .put("settlementTime", transfer.settlementTime().toString());
        }
    }
}
