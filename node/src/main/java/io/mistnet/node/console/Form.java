package io.mistnet.node.console;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What somebody sent with a form: fields by name, and files.
 *
 * @param fields the values of each field, in the order in which they were sent
 * @param files the bytes of each file
 */
public record Form(Map<String, List<String>> fields, Map<String, byte[]> files) {

    /** No form was sent. */
    public static final Form NONE = new Form(Map.of(), Map.of());

    public Form {
        Map<String, List<String>> copy = new HashMap<>();
        fields.forEach((name, values) -> copy.put(name, List.copyOf(values)));
        fields = Map.copyOf(copy);
        files = Map.copyOf(files);
    }

    /** The first value of a field, without blanks around it; empty where there is none, or it is blank. */
    public Optional<String> text(String field) {
        return all(field).stream().findFirst().map(String::strip).filter(value -> !value.isEmpty());
    }

    /** All values of a field. */
    public List<String> all(String field) {
        return fields.getOrDefault(field, List.of());
    }

    public Optional<byte[]> file(String field) {
        return Optional.ofNullable(files.get(field)).filter(bytes -> bytes.length > 0);
    }

    @Override
    public String toString() {
        return "Form" + fields.keySet();
    }
}
