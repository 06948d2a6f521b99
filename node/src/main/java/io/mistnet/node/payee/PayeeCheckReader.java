package io.mistnet.node.payee;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mistnet.connectors.selector.Selector;
import io.mistnet.connectors.selector.SelectorType;
import java.io.IOException;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Reads payee checks: {@code {"type", "selector"}} or {@code {"creditorAccount"}}, with a {@code "checkId"} or {@code "uetr"} where whoever asks gives one. Other fields are passed over, so that a whole transfer will do. Safe for any thread.
 */
final class PayeeCheckReader {

    /** The key and the check come back with the answer, which must fit into a record as well. */
    static final int MOST_KEY_BYTES = 1024;

    static final int MOST_BYTES = 16 << 10;
    private static final int MOST_ID_CHARACTERS = 128;
    private static final int DEEPEST_NESTING = 8;

    private final ObjectMapper json = new ObjectMapper(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST_NESTING)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /**
     * Reads one check. Where it has no id, partition and offset stand in.
     *
     * @throws InvalidPayeeCheckException where the record is none
     * @throws io.mistnet.connectors.selector.InvalidSelectorException where it has a selector that is none of its type
     */
    PayeeCheck read(ConsumerRecord<byte[], byte[]> record) {
        byte[] key = record.key();
        byte[] value = record.value();
        if (key != null && key.length > MOST_KEY_BYTES) {
            throw new InvalidPayeeCheckException("key", "at most %d bytes".formatted(MOST_KEY_BYTES));
        }
        if (value == null || value.length > MOST_BYTES) {
            throw new InvalidPayeeCheckException("record", "a value of at most %d bytes".formatted(MOST_BYTES));
        }
        JsonNode fields = object(value);
        Selector selector = selector(fields);
        String id = id(fields, "checkId")
                .or(() -> id(fields, "uetr"))
                .orElseGet(() -> "%d:%d".formatted(record.partition(), record.offset()));
        return new PayeeCheck(id, selector);
    }

    private JsonNode object(byte[] value) {
        try {
            JsonNode fields = json.readTree(value);
            if (fields.isObject()) {
                return fields;
            }
        } catch (IOException e) {
            // Jackson's message quotes the record, so it stays here.
        }
        throw new InvalidPayeeCheckException("record", "a JSON object");
    }

    private static Selector selector(JsonNode fields) {
        if (fields.has("selector") == fields.has("creditorAccount")) {
            throw new InvalidPayeeCheckException("selector, creditorAccount", "one of the two");
        }
        if (fields.has("creditorAccount")) {
            return Selector.parse(SelectorType.IBAN, text(fields, "creditorAccount"), Optional.empty());
        }
        SelectorType type = SelectorType.of(text(fields, "type"))
                .orElseThrow(() -> new InvalidPayeeCheckException("type", "a type of selector, such as iban"));
        return Selector.parse(type, text(fields, "selector"), Optional.empty());
    }

    private static Optional<String> id(JsonNode fields, String name) {
        if (!fields.hasNonNull(name)) {
            return Optional.empty();
        }
        String id = text(fields, name);
        if (id.isEmpty() || id.length() > MOST_ID_CHARACTERS) {
            throw new InvalidPayeeCheckException(name, "1 to %d characters".formatted(MOST_ID_CHARACTERS));
        }
        return Optional.of(id);
    }

    private static String text(JsonNode fields, String name) {
        JsonNode value = fields.path(name);
        if (!value.isTextual()) {
            throw new InvalidPayeeCheckException(name, "a JSON string");
        }
        return value.textValue();
    }
}
