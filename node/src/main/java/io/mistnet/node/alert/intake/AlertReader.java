package io.mistnet.node.alert.intake;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mistnet.connectors.json.JsonTransferDecoder;
import io.mistnet.connectors.transfer.AccountNumber;
import io.mistnet.connectors.transfer.InvalidTransferException;
import io.mistnet.connectors.transfer.RefusedTransferException;
import io.mistnet.connectors.transfer.Transfer;
import io.mistnet.node.alert.Measure;
import io.mistnet.node.alert.RaisedAlert;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Reads alerts as the node publishes them: {@code {"account", "epoch", "rule", "flag" or "band" or "score", "cutOff", "incoming": [...], "outgoing": [...]}}, the transfers as {@link JsonTransferDecoder} has them. What it accepts fits
 * the tables. Other fields are passed over. Safe for any thread.
 */
final class AlertReader {

    static final int MOST_BYTES = 4 << 20;
    static final int MOST_TRANSFERS = 1000;
    private static final int MOST_BANDS = 1000;
    private static final int DEEPEST_NESTING = 16;
    private static final Pattern RULE = Pattern.compile("[a-z0-9][a-z0-9_-]{0,31}");
    private static final Instant FIRST = Instant.EPOCH;
    private static final Instant LAST = Instant.parse("9999-01-01T00:00:00Z");

    private final ObjectMapper json = new ObjectMapper(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST_NESTING)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private final JsonTransferDecoder transfers = new JsonTransferDecoder();
    private final InstantSource clock;

    /** @param clock stands in where a record has no time of its own */
    AlertReader(InstantSource clock) {
        this.clock = clock;
    }

    /** @throws InvalidAlertException where the record is no alert */
    RaisedAlert read(ConsumerRecord<byte[], byte[]> record) {
        JsonNode fields = object(record.value());
        String account = account(fields);
        Measure measure = measure(fields);
        List<Transfer> known = new ArrayList<>();
        addTransfers(fields, "incoming", known);
        addTransfers(fields, "outgoing", known);
        return new RaisedAlert(
                account,
                epoch(fields),
                rule(fields),
                measure,
                risk(measure, fields.path(measure.field())),
                instant(fields, "cutOff"),
                known,
                raisedAt(record));
    }

    private JsonNode object(byte[] value) {
        if (value == null || value.length > MOST_BYTES) {
            throw new InvalidAlertException("record", "a value of at most %d bytes".formatted(MOST_BYTES));
        }
        try {
            JsonNode fields = json.readTree(value);
            if (fields.isObject()) {
                return fields;
            }
        } catch (IOException e) {
            // Jackson's message quotes the record, so it stays here.
        }
        throw new InvalidAlertException("record", "a JSON object");
    }

    private static String account(JsonNode fields) {
        try {
            return AccountNumber.canonical("account", text(fields, "account"));
        } catch (InvalidTransferException e) {
            throw new InvalidAlertException("account", "an IBAN, or 1 to 34 visible ASCII characters");
        }
    }

    private static long epoch(JsonNode fields) {
        JsonNode epoch = fields.path("epoch");
        if (!epoch.isIntegralNumber() || !epoch.canConvertToLong() || epoch.longValue() < 0) {
            throw new InvalidAlertException("epoch", "a whole number of at least 0");
        }
        return epoch.longValue();
    }

    private static String rule(JsonNode fields) {
        String rule = text(fields, "rule");
        if (!RULE.matcher(rule).matches()) {
            throw new InvalidAlertException("rule", "the name of a rule");
        }
        return rule;
    }

    private static Measure measure(JsonNode fields) {
        List<Measure> given = Arrays.stream(Measure.values())
                .filter(measure -> fields.has(measure.field()))
                .toList();
        if (given.size() != 1) {
            throw new InvalidAlertException("flag, band, score", "one of the three");
        }
        return given.get(0);
    }

    private static double risk(Measure measure, JsonNode value) {
        switch (measure) {
            case FLAG -> {
                if (value.isBoolean() && value.booleanValue()) {
                    return 1;
                }
                throw new InvalidAlertException("flag", "true, since nothing else is raised");
            }
            case BAND -> {
                if (value.isIntegralNumber()
                        && value.canConvertToInt()
                        && value.intValue() >= 1
                        && value.intValue() <= MOST_BANDS) {
                    return value.intValue();
                }
                throw new InvalidAlertException("band", "the number of a band");
            }
            case SCORE -> {
                if (value.isNumber() && value.doubleValue() >= 0 && value.doubleValue() <= 1) {
                    return value.doubleValue();
                }
                throw new InvalidAlertException("score", "a number in [0, 1]");
            }
        }
        throw new IllegalStateException("no measure " + measure);
    }

    private void addTransfers(JsonNode fields, String name, List<Transfer> known) {
        JsonNode array = fields.path(name);
        if (!array.isArray() || array.size() > MOST_TRANSFERS) {
            throw new InvalidAlertException(name, "an array of at most %d transfers".formatted(MOST_TRANSFERS));
        }
        for (JsonNode node : array) {
            known.add(transfer(name, node));
        }
    }

    private Transfer transfer(String name, JsonNode node) {
        try {
            Transfer transfer = transfers.decode(json.writeValueAsBytes(node)).get(0);
            requireStorable(name + ".settlementTime", transfer.settlementTime());
            return transfer;
        } catch (RefusedTransferException e) {
            throw new InvalidAlertException(name, "transfers: " + e.getMessage());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what was read as JSON cannot be written as JSON", e);
        }
    }

    private static Instant instant(JsonNode fields, String name) {
        try {
            Instant instant = Instant.parse(text(fields, name)).truncatedTo(ChronoUnit.MILLIS);
            requireStorable(name, instant);
            return instant;
        } catch (DateTimeException e) {
            throw new InvalidAlertException(name, "an instant of ISO 8601");
        }
    }

    private Instant raisedAt(ConsumerRecord<byte[], byte[]> record) {
        Instant now = clock.instant();
        Instant written = Instant.ofEpochMilli(record.timestamp());
        boolean plausible = record.timestamp() > 0 && !written.isAfter(now.plus(1, ChronoUnit.DAYS));
        return (plausible ? written : now).truncatedTo(ChronoUnit.MILLIS);
    }

    private static void requireStorable(String field, Instant instant) {
        if (instant.isBefore(FIRST) || instant.isAfter(LAST)) {
            throw new InvalidAlertException(field, "an instant from 1970 on");
        }
    }

    private static String text(JsonNode fields, String name) {
        JsonNode value = fields.path(name);
        if (!value.isTextual()) {
            throw new InvalidAlertException(name, "a JSON string");
        }
        return value.textValue();
    }
}
