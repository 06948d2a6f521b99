package io.mistnet.node.cli.lookup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** The rows of a CSV file. A first row that begins with the name of the first column is a header, and left out. */
final class CsvRows {

    private static final String FIRST_COLUMN = "type";
    private static final CSVFormat CSV = CSVFormat.RFC4180
            .builder()
            .setIgnoreSurroundingSpaces(true)
            .setIgnoreEmptyLines(true)
            .get();

    private CsvRows() {}

    /**
     * A row.
     *
     * @param line where it ends in the file, counted from 1
     */
    record Row(long line, List<String> cells) {

        /** The cell of the n-th column; empty where the row has fewer. */
        String cell(int n) {
            return n < cells.size() ? cells.get(n) : "";
        }
    }

    /** @throws IOException where the file cannot be read, or is no CSV; the message names the line */
    static List<Row> read(Path file) throws IOException {
        List<Row> rows = new ArrayList<>();
        try (CSVParser parser = CSVParser.parse(file, StandardCharsets.UTF_8, CSV)) {
            try {
                for (CSVRecord record : parser) {
                    rows.add(new Row(parser.getCurrentLineNumber(), record.toList()));
                }
            } catch (UncheckedIOException e) {
                throw new IOException(
                        "%s, line %d: no CSV in UTF-8".formatted(file, parser.getCurrentLineNumber() + 1), e);
            }
        }
        boolean hasHeader = !rows.isEmpty() && rows.get(0).cell(0).equalsIgnoreCase(FIRST_COLUMN);
        return hasHeader ? rows.subList(1, rows.size()) : rows;
    }
}
