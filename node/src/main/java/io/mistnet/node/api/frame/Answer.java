package io.mistnet.node.api.frame;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.ContentTypes;

/**
 * What an operation answers.
 *
 * @param status of HTTP
 * @param headers those of the operation
 * @param content what was asked for, if anything is to be shown
 */
public record Answer(int status, Map<String, String> headers, Optional<Content> content) {

    static final String ETAG = "ETag";
    static final String LOCATION = "Location";

    private static final int OK = 200;
    private static final int CREATED = 201;
    private static final int ACCEPTED = 202;
    private static final int NO_CONTENT = 204;

    /** Bytes of a type. */
    public record Content(ContentType type, byte[] bytes) {}

    public Answer {
        headers = Map.copyOf(headers);
    }

    /** JSON that is told from other JSON by its bytes alone. */
    public static Answer of(JsonNode json) {
        byte[] bytes = Json.bytes(json);
        return json(OK, bytes).withHeader(ETAG, EntityTag.of(bytes).value());
    }

    /** Something that has versions. */
    public static Answer of(long version, JsonNode json) {
        return json(OK, Json.bytes(json))
                .withHeader(ETAG, EntityTag.of(version, json).value());
    }

    public static Answer noContent() {
        return new Answer(NO_CONTENT, Map.of(), Optional.empty());
    }

    public static Answer bytes(ContentType type, byte[] bytes) {
        return new Answer(OK, Map.of(), Optional.of(new Content(type, bytes)));
    }

    static Answer json(int status, byte[] bytes) {
        return new Answer(status, Map.of(), Optional.of(new Content(ContentTypes.APPLICATION_JSON, bytes)));
    }

    /** The same, as what was made, and is now at an address below that of the API. */
    public Answer created(String path) {
        return new Answer(CREATED, headers, content).withHeader(LOCATION, ApiRoute.BASE + path);
    }

    /** The same, as what was begun and has not ended. */
    public Answer accepted(String path) {
        return new Answer(ACCEPTED, headers, content).withHeader(LOCATION, ApiRoute.BASE + path);
    }

    public Answer withHeader(String name, String value) {
        Map<String, String> all = new TreeMap<>(headers);
        all.put(name, value);
        return new Answer(status, all, content);
    }

    @Override
    public String toString() {
        return "Answer[" + status + "]";
    }
}
