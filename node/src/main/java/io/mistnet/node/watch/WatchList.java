package io.mistnet.node.watch;

import io.mistnet.connectors.selector.InvalidSelectorException;
import io.mistnet.connectors.selector.Selector;
import io.mistnet.connectors.selector.SelectorType;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The selectors to watch: a CSV file in UTF-8 with a type and a selector on each line. Blank lines, lines that begin with {@code #}, and a heading {@code type,selector} are passed over. {@link #toString} shows no selector.
 *
 * @param selectors each once, in the file's order
 * @param badLines what is wrong with the lines that were skipped, by their numbers and without their content
 */
record WatchList(List<Selector> selectors, List<String> badLines) {

    private static final String HEADING = "type,selector";

    WatchList {
        selectors = List.copyOf(selectors);
        badLines = List.copyOf(badLines);
    }

    /** @throws IOException where the file cannot be read, or is no UTF-8 */
    static WatchList read(Path file) throws IOException {
        Set<Selector> selectors = new LinkedHashSet<>();
        List<String> badLines = new ArrayList<>();
        try (BufferedReader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            int number = 1;
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (!isPassedOver(line)) {
                    try {
                        selectors.add(selector(line));
                    } catch (IllegalArgumentException | InvalidSelectorException e) {
                        badLines.add("line %d: %s".formatted(number, e.getMessage()));
                    }
                }
                number++;
            }
        }
        return new WatchList(List.copyOf(selectors), badLines);
    }

    private static boolean isPassedOver(String line) {
        return line.isBlank() || line.startsWith("#") || line.strip().equalsIgnoreCase(HEADING);
    }

    private static Selector selector(String line) {
        int comma = line.indexOf(',');
        SelectorType type = SelectorType.of(
                        line.substring(0, Math.max(0, comma)).strip())
                .orElseThrow(() -> new IllegalArgumentException(
                        "expected a type, a comma and a selector, such as iban,DE89370400440532013000"));
        return Selector.parse(type, unquoted(line.substring(comma + 1).strip()), Optional.empty());
    }

    private static String unquoted(String field) {
        boolean isQuoted = field.length() > 1 && field.startsWith("\"") && field.endsWith("\"");
        return isQuoted ? field.substring(1, field.length() - 1).replace("\"\"", "\"") : field;
    }

    @Override
    public String toString() {
        return "WatchList[%d selectors, %d bad lines]".formatted(selectors.size(), badLines.size());
    }
}
