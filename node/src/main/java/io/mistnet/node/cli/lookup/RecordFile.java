package io.mistnet.node.cli.lookup;

import io.mistnet.connectors.selector.InvalidSelectorException;
import io.mistnet.connectors.selector.Region;
import io.mistnet.connectors.selector.Selector;
import io.mistnet.node.lookup.http.Categories;
import io.mistnet.node.lookup.http.LookupMessages.Change;
import io.mistnet.node.lookup.http.Selectors;
import io.mistnet.protocols.retrieval.IntelligenceCategory;
import io.mistnet.protocols.retrieval.IntelligenceLabel;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A CSV file of records: {@code type,selector,category,date[,case_reference,contact]}.
 *
 * @param rows each a record to add; empty where its line is bad
 * @param lines the line of each row
 * @param bad the bad ones
 */
record RecordFile(List<Optional<Change>> rows, List<Long> lines, BadLines bad) {

    private static final int LEAST_COLUMNS = 4;
    private static final int MOST_COLUMNS = 6;

    /** @param contentBytes what a label of the network holds */
    static RecordFile read(Path file, Optional<Region> region, int contentBytes) throws IOException {
        List<Optional<Change>> rows = new ArrayList<>();
        List<Long> lines = new ArrayList<>();
        BadLines bad = new BadLines();
        for (CsvRows.Row row : CsvRows.read(file)) {
            lines.add(row.line());
            try {
                rows.add(Optional.of(addition(row, region, contentBytes)));
            } catch (IllegalArgumentException | InvalidSelectorException e) {
                rows.add(Optional.empty());
                bad.add(row.line(), String.valueOf(e.getMessage()));
            }
        }
        return new RecordFile(List.copyOf(rows), List.copyOf(lines), bad);
    }

    private static Change addition(CsvRows.Row row, Optional<Region> region, int contentBytes) {
        int columns = row.cells().size();
        if (columns < LEAST_COLUMNS || columns > MOST_COLUMNS) {
            throw new IllegalArgumentException(
                    "%d columns; expected type,selector,category,date[,case_reference,contact]".formatted(columns));
        }
        Selector selector = Selectors.parse(row.cell(0), row.cell(1), region);
        IntelligenceCategory category = Categories.parse(row.cell(2));
        LocalDate date = date(row.cell(3));
        new IntelligenceLabel(0, category, day(date), row.cell(4), row.cell(5)).toBytes(contentBytes);
        return new Change(
                "add",
                null,
                selector.type().id(),
                selector.canonical(),
                row.cell(2),
                date.toString(),
                row.cell(4),
                row.cell(5));
    }

    private static LocalDate date(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("date: expected a day such as 2026-01-30", e);
        }
    }

    private static int day(LocalDate date) {
        return Math.toIntExact(Math.max(-1, Math.min(Integer.MAX_VALUE, date.toEpochDay())));
    }
}
