package io.mistnet.node.api.frame;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Why a request has no answer, as RFC 9457 has it.
 *
 * @param kind what kind of reason
 * @param detail what about this request, and what to do
 * @param errors what is wrong with which field; often none
 * @param headers of the response
 * @param more further members of the body
 */
public record Problem(
        ProblemKind kind,
        String detail,
        List<FieldError> errors,
        Map<String, String> headers,
        Map<String, ArrayNode> more) {

    public Problem {
        errors = List.copyOf(errors);
        headers = Map.copyOf(headers);
        more = Map.copyOf(more);
    }

    public static Problem of(ProblemKind kind, String detail) {
        return new Problem(kind, detail, List.of(), Map.of(), Map.of());
    }

    public Problem withErrors(List<FieldError> found) {
        return new Problem(kind, detail, found, headers, more);
    }

    public Problem withHeader(String name, String value) {
        Map<String, String> all = new TreeMap<>(headers);
        all.put(name, value);
        return new Problem(kind, detail, errors, all, more);
    }

    public Problem with(String member, ArrayNode values) {
        return new Problem(kind, detail, errors, headers, Map.of(member, values));
    }

    public ProblemException asException() {
        return new ProblemException(this);
    }

    /** @param address what was asked for */
    ObjectNode json(String address) {
        ObjectNode json = Json.object()
                .put("type", kind.type())
                .put("title", kind.title())
                .put("status", kind.status())
                .put("detail", detail)
                .put("instance", address);
        if (!errors.isEmpty()) {
            ArrayNode list = json.putArray("errors");
            errors.forEach(error -> list.addObject().put("field", error.field()).put("detail", error.detail()));
        }
        more.forEach(json::set);
        return json;
    }
}
