package io.mistnet.node.publish;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mistnet.node.epoch.EpochResult;
import io.mistnet.node.window.Booking;
import io.mistnet.protocols.propagation.Policy;
import java.math.BigDecimal;
import java.util.Currency;
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
    private final Currency currency;

    /** @param currency the network's, which amounts are in */
    FlagRecords(FlagTopics topics, Policy policy, Currency currency) {
        this.currency = currency;
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
    ProducerRecord<String, String> alert(FlagChange change, EpochResult result, List<Booking> bookings) {
        ObjectNode body = body(change, result).put("cutOff", result.cutOff().toString());
        ArrayNode incoming = body.putArray("incoming");
        ArrayNode outgoing = body.putArray("outgoing");
        for (Booking booking : bookings) {
            boolean received = booking.creditor().number().equals(change.account());
            add(received ? incoming : outgoing, booking);
        }
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

    private void add(ArrayNode to, Booking booking) {
        BigDecimal amount = BigDecimal.valueOf(booking.amount(), Math.max(0, currency.getDefaultFractionDigits()));
        ObjectNode node = to.addObject().put("uetr", booking.uetr().toString());
        node.putObject("instructedAmount")
                .put("amount", amount.toPlainString())
                .put("currency", currency.getCurrencyCode());
        node.put("debtorAccount", booking.debtor().number())
                .put("debtorAgent", booking.debtor().agent())
                .put("creditorAccount", booking.creditor().number())
                .put("creditorAgent", booking.creditor().agent())
                .put("settlementTime", booking.settlementTime().toString());
    }
}
