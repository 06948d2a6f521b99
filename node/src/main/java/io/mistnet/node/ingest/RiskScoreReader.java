package io.mistnet.node.ingest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mistnet.connectors.transfer.AccountNumber;
import io.mistnet.connectors.transfer.InvalidTransferException;
import io.mistnet.node.window.RiskScore;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;

/** Reads the bank's own risk scores: {@code {"account", "risk", "validFrom"}}. Safe for any thread. */
public final class RiskScoreReader {

    private static final int MOST_BYTES = 4096;
    private static final int DEEPEST_NESTING = 8;

    private final ObjectMapper json = new ObjectMapper(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST_NESTING)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private final Duration skew;
    private final InstantSource clock;

    /** @param skew how far {@code validFrom} may lie ahead of the clock */
    public RiskScoreReader(Duration skew, InstantSource clock) {
        this.skew = skew;
        this.clock = clock;
    }

    /** @throws InvalidRiskScoreException if the record is no risk score, or one of the future */
    RiskScore read(byte[] message) {
        if (message.length > MOST_BYTES) {
            throw new InvalidRiskScoreException("record", "at most %d bytes".formatted(MOST_BYTES));
        }
        JsonNode fields = object(message);
        JsonNode risk = fields.path("risk");
        if (!risk.isNumber() || !(risk.doubleValue() >= 0 && risk.doubleValue() <= 1)) {
            throw new InvalidRiskScoreException("risk", "a number in [0, 1]");
        }
        return new RiskScore(account(fields), risk.doubleValue(), validFrom(fields));
    }

    private JsonNode object(byte[] message) {
        try {
            JsonNode fields = json.readTree(message);
            if (fields.isObject()) {
                return fields;
            }
        } catch (IOException e) {
            // Jackson's message quotes the record, so it stays here.
        }
        throw new InvalidRiskScoreException("record", "a JSON object");
    }

    private static String account(JsonNode fields) {
        try {
            return AccountNumber.canonical("account", text(fields, "account"));
        } catch (InvalidTransferException e) {
            throw new InvalidRiskScoreException("account", "an IBAN, or 1 to 34 visible ASCII characters");
        }
    }

    private Instant validFrom(JsonNode fields) {
        Instant validFrom = instant(text(fields, "validFrom"));
        if (validFrom.isAfter(clock.instant().plus(skew))) {
            throw new InvalidRiskScoreException("validFrom", "at most %s after now".formatted(skew));
        }
        return validFrom;
    }

    private static Instant instant(String text) {
        try {
            Instant instant = OffsetDateTime.parse(text).toInstant();
            if (!instant.isBefore(Instant.EPOCH)) {
                return instant;
            }
        } catch (DateTimeException e) {
            // refused below, with the field's name
        }
        throw new InvalidRiskScoreException("validFrom", "an instant of ISO 8601 with its offset, not before 1970");
    }

    private static String text(JsonNode fields, String name) {
        JsonNode value = fields.path(name);
        if (!value.isTextual()) {
            throw new InvalidRiskScoreException(name, "a JSON string");
        }
        return value.textValue();
    }
}
