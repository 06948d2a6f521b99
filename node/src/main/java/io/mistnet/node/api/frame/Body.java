package io.mistnet.node.api.frame;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.function.Function;

/**
 * The body of a request.
 *
 * @param bytes as they were sent; none stands for an object without fields
 */
public record Body(byte[] bytes) {

    static final Body NONE = new Body(new byte[0]);

    /** @throws ProblemException where it is no JSON object, or its fields are not those that {@code reader} asks for */
    public <T> T read(Function<Fields, T> reader) {
        return Fields.read(object(), reader);
    }

    private ObjectNode object() {
        if (bytes.length == 0) {
            return Json.object();
        }
        try {
            JsonNode read = Json.read(bytes);
            if (read instanceof ObjectNode object) {
                return object;
            }
        } catch (JsonProcessingException e) {
            throw malformed("The body is no JSON, or has a name twice: line %d, column %d."
                    .formatted(
                            e.getLocation() == null ? 1 : e.getLocation().getLineNr(),
                            e.getLocation() == null ? 1 : e.getLocation().getColumnNr()));
        } catch (IOException e) {
            throw malformed("The body is no JSON in UTF-8.");
        }
        throw malformed("The body is no JSON object.");
    }

    private static ProblemException malformed(String detail) {
        return Problem.of(ProblemKind.MALFORMED, detail).asException();
    }

    @Override
    public String toString() {
        return "Body[" + bytes.length + " bytes]";
    }
}
