package io.mistnet.node.audit;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mistnet.node.network.Sha256;
import io.mistnet.node.network.SigningKey;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;

/**
 * One line of the log: a JSON object whose {@code previous} is the SHA-256 of the line before, byte for byte without its line feed.
 *
 * @param kind an event, a signed head, or the note of a repair
 * @param sequence its number; the log's first line has 0
 * @param time when it was written
 * @param previous the hash of the line before; zeros in the first
 * @param signature of a head, over its number and {@code previous}; else empty
 * @param bytes the line as it stands in the file
 */
record AuditLine(Kind kind, long sequence, Instant time, Sha256 previous, byte[] signature, byte[] bytes) {

    /** What the first line names as the one before. */
    static final Sha256 NOTHING = new Sha256("0".repeat(64));

    private static final byte[] DOMAIN = "mistnet audit head 1".getBytes(StandardCharsets.US_ASCII);
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .build();

    private static final int MOST_SHOWN = 256;

    enum Kind {
        EVENT,
        HEAD,
        REPAIR;

        String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A place in the chain, to which the next line is bound. */
    record Place(long sequence, Sha256 previous) {

        static Place first() {
            return new Place(0, NOTHING);
        }

        /** What a head signs. */
        byte[] toSign() {
            return ByteBuffer.allocate(DOMAIN.length + Long.BYTES + Sha256.BYTES)
                    .put(DOMAIN)
                    .putLong(sequence)
                    .put(previous.bytes())
                    .array();
        }
    }

    static AuditLine event(Place place, Instant time, AuditEvent event, SelectorHash hash) {
        ObjectNode line = start(Kind.EVENT, place, time).put("user", event.user());
        event.caseReference().ifPresent(reference -> line.put("case", reference));
        event.legalBasis().ifPresent(basis -> line.put("basis", basis));
        line.put("action", event.action().name().toLowerCase(Locale.ROOT));
        event.subject().ifPresent(subject -> line.put("subject", subject));
        line.put("size", event.selectors().size())
                .put("outcome", event.outcome().name().toLowerCase(Locale.ROOT))
                .put("found", event.found());
        ArrayNode selectors = line.putArray("selectors");
        event.selectors().forEach(selector -> selectors.add(hash.of(selector)));
        ObjectNode holders = line.putObject("holders");
        event.holdersAsked().forEach(holders.putArray("asked")::add);
        event.holdersAnswered().forEach(holders.putArray("answered")::add);
        return written(Kind.EVENT, place, time, line, new byte[0]);
    }

    static AuditLine head(Place place, Instant time, byte[] signature) {
        ObjectNode line = start(Kind.HEAD, place, time)
                .put("signature", Base64.getEncoder().encodeToString(signature));
        return written(Kind.HEAD, place, time, line, signature);
    }

    /** The note that the incomplete end of a line was cut off. */
    static AuditLine repair(Place place, Instant time, byte[] dropped) {
        ObjectNode line = start(Kind.REPAIR, place, time)
                .put("dropped", dropped.length)
                .put("sha256", Sha256.of(dropped).hex());
        return written(Kind.REPAIR, place, time, line, new byte[0]);
    }

    /** @throws IOException where the bytes are no line of an audit log */
    static AuditLine parse(byte[] bytes) throws IOException {
        try {
            JsonNode line = JSON.readTree(bytes);
            Kind kind = kind(line.path("kind").asText());
            JsonNode sequence = line.path("sequence");
            if (!sequence.isIntegralNumber() || !sequence.canConvertToLong() || sequence.asLong() < 0) {
                throw new IOException("its sequence is no number");
            }
            byte[] signature = Base64.getDecoder().decode(line.path("signature").asText());
            return new AuditLine(
                    kind,
                    sequence.asLong(),
                    Instant.parse(line.path("time").asText()),
                    new Sha256(line.path("previous").asText()),
                    signature,
                    bytes);
        } catch (JsonProcessingException | IllegalArgumentException | DateTimeException e) {
            throw new IOException("it is no line of an audit log", e);
        }
    }

    /** For people who read the log. */
    AuditEntry entry() {
        JsonNode line;
        try {
            line = JSON.readTree(bytes);
        } catch (IOException e) {
            throw new IllegalStateException("a line that was parsed before", e);
        }
        return new AuditEntry(
                sequence,
                kind.id(),
                time,
                hash().hex(),
                text(line, "user"),
                text(line, "case"),
                text(line, "basis"),
                text(line, "action"),
                text(line, "subject"),
                line.path("size").asLong(),
                text(line, "outcome"),
                line.path("found").asLong());
    }

    /** The log itself holds whatever it was given; pages and tables do not show what cannot be seen. */
    private static String text(JsonNode line, String field) {
        StringBuilder shown = new StringBuilder();
        line.path(field)
                .asText()
                .codePoints()
                .limit(MOST_SHOWN)
                .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE ? 0xFFFD : c)
                .forEach(shown::appendCodePoint);
        return shown.toString();
    }

    /** What the next line names as {@code previous}. */
    Sha256 hash() {
        return Sha256.of(bytes);
    }

    Place place() {
        return new Place(sequence, previous);
    }

    /** Where the next line goes. */
    Place next() {
        return new Place(sequence + 1, hash());
    }

    boolean isSignedBy(SigningKey key) {
        return key.verifies(place().toSign(), signature);
    }

    private static Kind kind(String id) throws IOException {
        for (Kind kind : Kind.values()) {
            if (kind.id().equals(id)) {
                return kind;
            }
        }
        throw new IOException("it has an unknown kind");
    }

    private static ObjectNode start(Kind kind, Place place, Instant time) {
        return JSON.createObjectNode()
                .put("sequence", place.sequence())
                .put("kind", kind.id())
                .put("time", time.toString())
                .put("previous", place.previous().hex());
    }

    private static AuditLine written(Kind kind, Place place, Instant time, ObjectNode line, byte[] signature) {
        try {
            return new AuditLine(
                    kind, place.sequence(), time, place.previous(), signature, JSON.writeValueAsBytes(line));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an object of texts and numbers can be written", e);
        }
    }
}
