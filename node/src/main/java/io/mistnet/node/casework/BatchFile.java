package io.mistnet.node.casework;

import io.mistnet.connectors.selector.Region;
import io.mistnet.connectors.selector.Selector;
import io.mistnet.connectors.selector.SelectorType;
import io.mistnet.node.casework.Problem.Kind;
import io.mistnet.node.csv.SpreadsheetCell;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * An uploaded list of selectors: CSV in UTF-8 with the columns {@code type,selector}, or with selectors alone, whose types are found out. It is read within the institution.
 *
 * @param lines those that name a selector
 * @param bad those that do not, and why; the reason holds nothing of the line
 */
public record BatchFile(List<Line> lines, List<BadLine> bad) {

    /** Largest file that is read. */
    public static final int MOST_BYTES = 2 << 20;

    /** Most lines of one. */
    public static final int MOST_LINES = 20_000;

    private static final String TYPE = "type";
    private static final String SELECTOR = "selector";
    private static final CSVFormat CSV = CSVFormat.RFC4180
            .builder()
            .setIgnoreSurroundingSpaces(true)
            .setIgnoreEmptyLines(true)
            .get();

    /** A line that names a selector. */
    public record Line(int number, Selector selector) {}

    /** A line that does not. */
    public record BadLine(int number, String reason) {}

    public BatchFile {
        lines = List.copyOf(lines);
        bad = List.copyOf(bad);
    }

    /**
     * Reads a file.
     *
     * @param region where phone numbers without country code are dialled
     * @throws UnfitEntryException where it is no such list at all, or too long
     */
    public static BatchFile read(byte[] bytes, Optional<Region> region) {
        Reading reading = new Reading(region);
        String text = Utf8Text.of(bytes);
        try (CSVParser parser = CSVParser.parse(
                text, CSV.builder().setDelimiter(delimiter(text)).get())) {
            try {
                for (CSVRecord row : parser) {
                    reading.take(parser.getCurrentLineNumber(), row.toList());
                }
            } catch (UncheckedIOException e) {
                throw unfit(Kind.NO_CSV, parser.getCurrentLineNumber() + 1);
            }
        } catch (IOException e) {
            throw unfit(Kind.NO_CSV, 1);
        }
        return new BatchFile(reading.lines, reading.bad);
    }

    /** Spreadsheets of many countries write semicolons. */
    private static char delimiter(String text) {
        String first = text.lines().findFirst().orElse("");
        return first.indexOf(',') >= 0 ? ',' : first.indexOf(';') >= 0 ? ';' : first.indexOf('\t') >= 0 ? '\t' : ',';
    }

    private static UnfitEntryException unfit(Kind kind, long limit) {
        return new UnfitEntryException(Map.of(Field.FILE, Problem.of(kind, limit)));
    }

    /** The lines so far. */
    private static final class Reading {

        private final Optional<Region> region;
        private final List<Line> lines = new ArrayList<>();
        private final List<BadLine> bad = new ArrayList<>();
        private boolean isFirst = true;

        Reading(Optional<Region> region) {
            this.region = region;
        }

        void take(long number, List<String> cells) {
            boolean isHeader = isFirst && isHeader(cells.get(0));
            isFirst = false;
            if (isHeader) {
                return;
            }
            if (lines.size() + bad.size() == MOST_LINES) {
                throw unfit(Kind.TOO_MANY_LINES, MOST_LINES);
            }
            read(Math.toIntExact(number), cells);
        }

        private static boolean isHeader(String cell) {
            return cell.equalsIgnoreCase(TYPE) || cell.equalsIgnoreCase(SELECTOR);
        }

        private void read(int number, List<String> cells) {
            if (cells.size() > 2) {
                refuse(number, "expected the columns type and selector, or selector alone");
                return;
            }
            String written = SpreadsheetCell.unguarded(cells.get(cells.size() - 1));
            String named = cells.size() == 2 ? cells.get(0).strip() : "";
            Optional<SelectorType> type = SelectorType.of(named);
            if (!named.isEmpty() && type.isEmpty()) {
                refuse(number, "type: expected one of " + types());
                return;
            }
            SelectorReading reading = SelectorReading.of(written, type, region);
            if (reading.only().isPresent()) {
                lines.add(new Line(number, reading.only().get()));
            } else {
                refuse(number, reading.problem().orElseGet(() -> severalTypes(reading)));
            }
        }

        private void refuse(int number, String reason) {
            bad.add(new BadLine(number, reason));
        }

        private static String severalTypes(SelectorReading reading) {
            return "it could be %s; name the type"
                    .formatted(reading.possible().stream()
                            .map(selector -> selector.type().id())
                            .collect(Collectors.joining(" or ")));
        }

        private static String types() {
            return Arrays.stream(SelectorType.values()).map(SelectorType::id).collect(Collectors.joining(", "));
        }
    }

    @Override
    public String toString() {
        return "BatchFile[%d lines, %d bad]".formatted(lines.size(), bad.size());
    }
}
