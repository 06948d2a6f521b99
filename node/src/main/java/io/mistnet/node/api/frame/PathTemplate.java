package io.mistnet.node.api.frame;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The addresses of an operation, such as {@code /alerts/{id}/close}. A part in braces stands for a number where it is called id, and otherwise for a word.
 *
 * @param text as the description has it
 * @param parts between the slashes
 */
public record PathTemplate(String text, List<String> parts) {

    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,17}");
    private static final Pattern WORD = Pattern.compile("[a-z-]{1,64}");

    public PathTemplate {
        parts = List.copyOf(parts);
    }

    static PathTemplate of(String text) {
        return new PathTemplate(text, Arrays.asList(text.substring(1).split("/", -1)));
    }

    /** The address with these parts. */
    String filled(Map<String, String> values) {
        return parts.stream()
                .map(part -> part.startsWith("{") ? String.valueOf(values.get(name(part))) : part)
                .collect(Collectors.joining("/", "/", ""));
    }

    /** What stands for the parts in braces; empty where it is another address. */
    Optional<Map<String, String>> match(List<String> segments) {
        if (segments.size() != parts.size()) {
            return Optional.empty();
        }
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < parts.size(); i++) {
            String part = parts.get(i);
            String segment = segments.get(i);
            if (!part.startsWith("{")) {
                if (!part.equals(segment)) {
                    return Optional.empty();
                }
            } else {
                String name = name(part);
                if (!(name.equals("id") ? NUMBER : WORD).matcher(segment).matches()) {
                    return Optional.empty();
                }
                values.put(name, segment);
            }
        }
        return Optional.of(values);
    }

    private static String name(String part) {
        return part.substring(1, part.length() - 1);
    }
}
