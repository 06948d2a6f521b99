package io.mistnet.node.casework;

import io.mistnet.connectors.selector.SelectorType;
import io.mistnet.node.lookup.FoundRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Batches and their answers, to be read. Thread-safe; calls block. */
public final class BatchReading {

    /** Batches, and lines, of a page. */
    public static final int SIZE = 50;

    /** Lines that are read at once for an export. */
    static final int CHUNK = 1_000;

    private final CaseStore store;

    public BatchReading(CaseStore store) {
        this.store = store;
    }

    public Optional<Batch> find(long id) {
        return store.read(handle -> BatchRows.find(handle, id));
    }

    /** @throws UnknownItemException where there is none */
    public Batch require(long id) {
        return find(id).orElseThrow(() -> new UnknownItemException("batch"));
    }

    public BatchSize size(Batch batch) {
        return store.read(handle -> BatchRows.size(handle, batch));
    }

    /** Batches of a case, or of all cases, the newest first. */
    public Page<Batch> page(OptionalLong caseId, int number) {
        String condition = caseId.isPresent() ? "b.case_id = " + caseId.getAsLong() : "1 = 1";
        List<Batch> read = store.read(
                handle -> handle.createQuery("SELECT %s FROM %s WHERE %s ORDER BY b.id DESC LIMIT :limit OFFSET :offset"
                                .formatted(BatchRows.COLUMNS, BatchRows.TABLES, condition))
                        .bind("limit", SIZE + 1)
                        .bind("offset", (long) (number - 1) * SIZE)
                        .map((row, context) -> BatchRows.read(row))
                        .list());
        return Page.of(read, number, SIZE);
    }

    /** The lines that name no selector, in their order. */
    public Page<BatchFile.BadLine> badLines(long id, int number) {
        List<BatchFile.BadLine> read = store.read(handle -> handle.createQuery("""
                        SELECT line, reason FROM batch_bad_line
                        WHERE batch_id = :batch ORDER BY line LIMIT :limit OFFSET :offset
                        """)
                .bind("batch", id)
                .bind("limit", SIZE + 1)
                .bind("offset", (long) (number - 1) * SIZE)
                .map((row, context) -> new BatchFile.BadLine(row.getInt("line"), row.getString("reason")))
                .list());
        return Page.of(read, number, SIZE);
    }

    /** The lines with their answers, in their order; with {@code hitsOnly} those for which something was found. */
    public Page<BatchResult> results(long id, boolean hitsOnly, int number) {
        return Page.of(
                store.read(handle -> results(handle, id, hitsOnly, 0, SIZE + 1, (long) (number - 1) * SIZE)),
                number,
                SIZE);
    }

    /** Some lines after the one with this number; none where there are no more. */
    public List<BatchResult> after(long id, boolean hitsOnly, int line) {
        return store.read(handle -> results(handle, id, hitsOnly, line, CHUNK, 0));
    }

    private record Line(int number, SelectorType type, String selector, OptionalLong lookup, int unreadable) {}

    private static List<BatchResult> results(
            Handle handle, long id, boolean hitsOnly, int after, int limit, long offset) {
        List<Line> lines = handle.createQuery("""
                        SELECT n.line, n.selector_type, n.selector, n.lookup_id, COALESCE(l.unreadable, 0) AS unreadable
                        FROM batch_line n LEFT JOIN case_lookup l ON l.id = n.lookup_id
                        WHERE n.batch_id = :batch AND n.line > :after%s
                        ORDER BY n.line LIMIT :limit OFFSET :offset
                        """.formatted(hitsOnly ? " AND l.found > 0" : ""))
                .bind("batch", id)
                .bind("after", after)
                .bind("limit", limit)
                .bind("offset", offset)
                .map((row, context) -> new Line(
                        row.getInt("line"),
                        SelectorType.of(row.getString("selector_type")).orElseThrow(),
                        row.getString("selector"),
                        CaseRows.optionalLong(row, "lookup_id"),
                        row.getInt("unreadable")))
                .list();
        Map<Long, List<FoundRecord>> records = records(
                handle,
                lines.stream()
                        .filter(line -> line.lookup().isPresent())
                        .map(line -> line.lookup().getAsLong())
                        .distinct()
                        .toList());
        return lines.stream()
                .map(line -> new BatchResult(
                        line.number(),
                        line.type(),
                        line.selector(),
                        line.lookup(),
                        line.lookup().isPresent()
                                ? records.getOrDefault(line.lookup().getAsLong(), List.of())
                                : List.of(),
                        line.unreadable()))
                .toList();
    }

    private static Map<Long, List<FoundRecord>> records(Handle handle, List<Long> lookups) {
        Map<Long, List<FoundRecord>> records = new HashMap<>();
        if (!lookups.isEmpty()) {
            String ids = lookups.stream().map(String::valueOf).collect(Collectors.joining(","));
            handle.createQuery(
                            "SELECT r.lookup_id, %s FROM found_record r WHERE r.lookup_id IN (%s) ORDER BY r.lookup_id, r.number"
                                    .formatted(LookupRows.RECORD_COLUMNS, ids))
                    .map((row, context) -> Map.entry(row.getLong("lookup_id"), LookupRows.record(row)))
                    .forEach(entry -> records.computeIfAbsent(entry.getKey(), any -> new ArrayList<>())
                            .add(entry.getValue()));
        }
        return records;
    }
}
