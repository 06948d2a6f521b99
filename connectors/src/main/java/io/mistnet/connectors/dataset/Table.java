package io.mistnet.connectors.dataset;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** A cursor over the rows of one CSV file, whose first line is a header. */
final class Table implements Closeable {

    private static final CSVFormat CSV = CSVFormat.RFC4180
            .builder()
            .setIgnoreSurroundingSpaces(true)
            .setIgnoreEmptyLines(true)
            .get();

    private final Path file;
    private final CSVParser parser;
    private final Iterator<CSVRecord> rows;
    private final List<String> header;

    private Table(Path file, CSVParser parser) {
        this.file = file;
        this.parser = parser;
        this.rows = parser.iterator();
        this.header = hasNext() ? rows.next().toList() : List.of();
    }

    /** @throws DataSetException if the file cannot be read */
    static Table open(Path file) {
        try {
            CSVParser parser = CSV.parse(CsvFile.open(file));
            try {
                return new Table(file, parser);
            } catch (DataSetException e) {
                parser.close();
                throw e;
            }
        } catch (IOException e) {
            throw CsvFile.unreadable(file, 1, e);
        }
    }

    /** @throws DataSetException if the header does not have it */
    Column column(String name) {
        return column(name, 1);
    }

    /** The n-th column of that name, where a header repeats names. */
    Column column(String name, int n) {
        return columns(name)
                .skip(n - 1L)
                .mapToObj(index -> new Column(name, index))
                .findFirst()
                .orElseThrow(() -> DataSetException.ofCell(
                        file, 1, name, "this column, found " + (header.isEmpty() ? "none" : String.join(",", header))));
    }

    Optional<Column> columnIfPresent(String name) {
        return columns(name).mapToObj(index -> new Column(name, index)).findFirst();
    }

    private IntStream columns(String name) {
        return IntStream.range(0, header.size())
                .filter(index -> header.get(index).equalsIgnoreCase(name));
    }

    boolean hasNext() {
        try {
            return rows.hasNext();
        } catch (UncheckedIOException e) {
            throw CsvFile.unreadable(file, parser.getCurrentLineNumber() + 1, e);
        }
    }

    Row next() {
        CSVRecord cells = rows.next();
        Row row = new Row(file, parser.getCurrentLineNumber(), cells);
        if (cells.size() != header.size()) {
            throw row.refused("%d columns as in the header, found %d".formatted(header.size(), cells.size()));
        }
        return row;
    }

    @Override
    public void close() {
        try {
            parser.close();
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }

    /** A column of the header. */
    record Column(String name, int index) {}
}
