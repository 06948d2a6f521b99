package io.mistnet.node.cli.lookup;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** The lines of a file that cannot be used, each with its reason. The reasons do not show what the lines say. */
final class BadLines {

    private static final int MOST_SHOWN = 20;

    private final List<String> lines = new ArrayList<>();

    void add(long line, String reason) {
        lines.add("line %d: %s".formatted(line, reason));
    }

    int count() {
        return lines.size();
    }

    boolean isEmpty() {
        return lines.isEmpty();
    }

    void print(PrintWriter err) {
        lines.stream().limit(MOST_SHOWN).forEach(err::println);
        if (lines.size() > MOST_SHOWN) {
            err.println("and %d lines more".formatted(lines.size() - MOST_SHOWN));
        }
    }
}
