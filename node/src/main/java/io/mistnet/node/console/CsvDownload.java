package io.mistnet.node.console;

import io.mistnet.node.csv.SpreadsheetCell;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.apache.pekko.NotUsed;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;

/**
 * A table as a CSV file, made and sent some rows at a time, whatever its length; no cell of it is a formula.
 */
public final class CsvDownload {

    private static final ContentType CSV = ContentTypes.parse("text/csv; charset=UTF-8");
    private static final CSVFormat FORMAT = CSVFormat.RFC4180;

    /** Tells spreadsheets that it is UTF-8. */
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private CsvDownload() {}

    /**
     * Some rows of the table, and where the next ones begin.
     *
     * @param rows their cells
     * @param next handed in for the next ones
     */
    public record Chunk<K>(List<List<String>> rows, K next) {}

    /** Reads a table in parts. Blocks. */
    @FunctionalInterface
    public interface Rows<K> {

        /** The rows from here on, some of them; no rows where there are no more. */
        Chunk<K> from(K place);
    }

    /**
     * The response.
     *
     * @param name of the file; letters, digits, hyphens and dots
     * @param header the columns' names
     * @param start where the table begins
     * @param workers where it is read
     */
    public static <K> HttpResponse of(String name, List<String> header, K start, Rows<K> rows, Executor workers) {
        if (!name.matches("[A-Za-z0-9.-]+")) {
            throw new IllegalArgumentException("no name for a file that all systems take");
        }
        Source<ByteString, NotUsed> body = Source.unfoldAsync(
                start,
                place -> CompletableFuture.supplyAsync(
                        () -> {
                            Chunk<K> chunk = rows.from(place);
                            return chunk.rows().isEmpty()
                                    ? Optional.<Pair<K, ByteString>>empty()
                                    : Optional.of(Pair.create(chunk.next(), bytes(chunk.rows())));
                        },
                        workers));
        ByteString head =
                ByteString.fromString(BYTE_ORDER_MARK, StandardCharsets.UTF_8).concat(bytes(List.of(header)));
        return HttpResponse.create()
                .withEntity(HttpEntities.create(CSV, Source.single(head).concat(body)))
                .addHeader(RawHeader.create("Content-Disposition", "attachment; filename=\"%s\"".formatted(name)));
    }

    private static ByteString bytes(List<List<String>> rows) {
        StringBuilder text = new StringBuilder();
        try (CSVPrinter printer = new CSVPrinter(text, FORMAT)) {
            for (List<String> row : rows) {
                printer.printRecord(row.stream().map(SpreadsheetCell::guarded));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return ByteString.fromString(text.toString(), StandardCharsets.UTF_8);
    }
}
