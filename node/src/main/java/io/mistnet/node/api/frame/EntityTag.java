package io.mistnet.node.api.frame;

import com.fasterxml.jackson.databind.JsonNode;
import io.mistnet.node.network.Sha256;

/**
 * Tells two representations of one resource apart, byte for byte (RFC 9110, section 8.8.3): its version, where it has one, and a hash of its bytes, since names of people change without it.
 *
 * @param value with its quotation marks
 */
public record EntityTag(String value) {

    private static final int HASH_CHARACTERS = 16;

    /** Of something that is not changed by version. */
    public static EntityTag of(byte[] representation) {
        return new EntityTag("\"" + hash(representation) + "\"");
    }

    public static EntityTag of(long version, JsonNode representation) {
        return new EntityTag("\"%d-%s\"".formatted(version, hash(Json.bytes(representation))));
    }

    private static String hash(byte[] bytes) {
        return Sha256.of(bytes).hex().substring(0, HASH_CHARACTERS);
    }
}
