package io.mistnet.connectors.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.mistnet.connectors.transfer.MalformedTransferException;
import io.mistnet.connectors.transfer.Transfer;
import io.mistnet.connectors.transfer.TransferDecoder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * One transfer as one JSON object, its fields named as those of {@link Transfer}. Every value is a string, the amount too, since a JSON number
 * loses digits on its way through many programs; {@code settlementTime} is an instant of ISO 8601 with its offset.
 *
 * <p>Fields of other names are passed over, so that a bank may send more than is asked. A field that stands twice, a value of another type and
 * anything after the object are refused.
 */
public final class JsonTransferDecoder implements TransferDecoder {

    private static final int DEEPEST_NESTING = 16;

    private final JsonFactory json = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST_NESTING)
                    .build())
            .build();

    @Override
    public List<Transfer> decode(byte[] message) {
        try (JsonParser parser = json.createParser(message)) {
            require(parser.nextToken() == JsonToken.START_OBJECT, "record", "a JSON object");
            TransferFields fields = new TransferFields();
            for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                read(parser, name, fields);
            }
            require(parser.nextToken() == null, "record", "nothing after the JSON object");
            return List.of(fields.toTransfer());
        } catch (JsonProcessingException e) {
            // Jackson's message quotes the record, so it stays here.
            throw new MalformedTransferException("record", "JSON that can be read" + place(e.getLocation()));
        } catch (IOException e) {
            throw new UncheckedIOException("an array cannot fail to be read", e);
        }
    }

    private static void read(JsonParser parser, String name, TransferFields fields) throws IOException {
        switch (name) {
            case "uetr" -> fields.uetr = text(parser, name);
            case "debtorAccount" -> fields.debtorAccount = text(parser, name);
            case "debtorAgent" -> fields.debtorAgent = text(parser, name);
            case "creditorAccount" -> fields.creditorAccount = text(parser, name);
            case "creditorAgent" -> fields.creditorAgent = text(parser, name);
            case "settlementTime" -> fields.settlementTime = text(parser, name);
            case "instructedAmount" -> readAmount(parser, fields);
            default -> {
                parser.nextToken();
                parser.skipChildren();
            }
        }
    }

    private static void readAmount(JsonParser parser, TransferFields fields) throws IOException {
        require(parser.nextToken() == JsonToken.START_OBJECT, "instructedAmount", "an object of amount and currency");
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            switch (name) {
                case "amount" -> fields.amount = text(parser, "instructedAmount.amount");
                case "currency" -> fields.currency = text(parser, "instructedAmount.currency");
                default -> {
                    parser.nextToken();
                    parser.skipChildren();
                }
            }
        }
    }

    private static String text(JsonParser parser, String field) throws IOException {
        String text = parser.nextTextValue();
        if (text == null) {
            throw new MalformedTransferException(field, "a JSON string");
        }
        return text;
    }

    private static void require(boolean fits, String field, String expectation) {
        if (!fits) {
            throw new MalformedTransferException(field, expectation);
        }
    }

    private static String place(JsonLocation location) {
        return location == null ? "" : " (line %d, column %d)".formatted(location.getLineNr(), location.getColumnNr());
    }
}
