package io.mistnet.simulator.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;

/** Figures by name, for people as lines or for machines as one JSON object. */
final class Figures {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Figures() {}

    static void print(Map<String, Object> figures, boolean json, PrintWriter out) throws JsonProcessingException {
        if (json) {
            out.println(JSON.writeValueAsString(figures));
        } else {
            printLines("", figures, out);
        }
        out.flush();
    }

    private static void printLines(String prefix, Map<?, ?> figures, PrintWriter out) {
        figures.forEach((name, value) -> {
            if (value instanceof Map<?, ?> nested) {
                printLines(prefix + name + ".", nested, out);
            } else {
                out.printf(Locale.ROOT, "%-28s %s%n", prefix + name, text(value));
            }
        });
    }

    private static String text(Object value) {
        return value instanceof Double number ? String.format(Locale.ROOT, "%.4g", number) : String.valueOf(value);
    }
}
