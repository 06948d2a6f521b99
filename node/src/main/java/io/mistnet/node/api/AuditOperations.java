package io.mistnet.node.api;

import static io.mistnet.node.access.Permission.READ_AUDIT;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mistnet.node.api.frame.Answer;
import io.mistnet.node.api.frame.ApiSection;
import io.mistnet.node.api.frame.Audience;
import io.mistnet.node.api.frame.Call;
import io.mistnet.node.api.frame.Cursor;
import io.mistnet.node.api.frame.Json;
import io.mistnet.node.api.frame.Operation;
import io.mistnet.node.api.frame.Paging;
import io.mistnet.node.api.frame.Values;
import io.mistnet.node.audit.AuditAction;
import io.mistnet.node.audit.AuditEntry;
import io.mistnet.node.audit.AuditFilter;
import io.mistnet.node.audit.AuditIndex;
import io.mistnet.node.audit.AuditReport;
import io.mistnet.node.audit.AuditVerification;
import io.mistnet.node.network.SigningKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The institution's audit log: its lines, the first one first, and whether it is what was written. */
public final class AuditOperations implements ApiSection {

    private static final Audience READERS = Audience.of(READ_AUDIT);
    private static final String LINES = "audit-lines";
    private static final long BEFORE_THE_FIRST = -1;

    private final Path folder;
    private final SigningKey key;
    private final AuditIndex index;

    /**
     * @param folder the log's
     * @param key the institution's, which signs the log's heads
     * @param index the log's lines in the database; the only one that the node fills
     */
    public AuditOperations(Path folder, SigningKey key, AuditIndex index) {
        this.folder = folder;
        this.key = key;
        this.index = index;
    }

    @Override
    public List<Operation> operations() {
        return List.of(
                Operation.get("/audit/lines", READERS, this::lines)
                        .withParameters(
                                "user", "action", "case", "from", "until", "after", Paging.LIMIT, Paging.CURSOR),
                Operation.get("/audit/verification", READERS, this::verification));
    }

    private interface Reading<T> {

        T read() throws IOException;
    }

    private Answer lines(Call call) {
        AuditFilter filter = call.parameters().read(AuditOperations::filter);
        long after = call.parameters().read(AuditOperations::after);
        int limit = call.parameters().read(Paging::limit);
        List<AuditEntry> found = read(() -> {
            index.refresh();
            return index.after(filter, after, limit + 1);
        });
        ArrayNode items = Json.array();
        found.stream().limit(limit).map(AuditOperations::json).forEach(items::add);
        return Paging.answer(
                call,
                items,
                found.size() > limit
                        ? Optional.of(Cursor.write(
                                LINES, String.valueOf(found.get(limit - 1).sequence())))
                        : Optional.empty());
    }

    private static AuditFilter filter(Values values) {
        return new AuditFilter(
                values.text("user"),
                values.text("case"),
                values.choice("action", AuditAction.class)
                        .map(action -> action.name().toLowerCase(Locale.ROOT)),
                values.time("from"),
                values.time("until"));
    }

    private static long after(Values values) {
        long after = values.number("after", 0, Long.MAX_VALUE).orElse(BEFORE_THE_FIRST);
        return Cursor.readNumber(values, LINES).orElse(after);
    }

    private Answer verification(Call call) {
        AuditReport report = read(() -> AuditVerification.verify(folder, key));
        Optional<Long> differs = report.isIntact() ? read(index::check) : Optional.empty();
        ObjectNode json = Json.object()
                .put("intact", report.isIntact())
                .put("entries", report.entries())
                .put("lines", report.lines())
                .put("unsigned", report.unsigned())
                .put("repairs", report.repairs())
                .put("incompleteBytes", report.incomplete())
                .put("head", report.head().hex());
        differs.ifPresent(line -> json.put("tableDifferedFrom", line));
        report.first().ifPresent(first -> json.put("first", first.toString()));
        report.last().ifPresent(last -> json.put("last", last.toString()));
        report.broken()
                .ifPresent(place -> json.putObject("broken")
                        .put("kind", place.id())
                        .put("file", String.valueOf(place.file().getFileName()))
                        .put("line", place.line())
                        .put("explanation", place.explanation()));
        return Answer.of(json);
    }

    private static ObjectNode json(AuditEntry entry) {
        ObjectNode json = Json.object()
                .put("sequence", entry.sequence())
                .put("kind", entry.kind())
                .put("time", entry.at().toString())
                .put("hash", entry.hash());
        put(json, "user", entry.user());
        put(json, "case", entry.caseReference());
        put(json, "legalBasis", entry.legalBasis());
        put(json, "action", entry.action().replace('_', '-'));
        put(json, "subject", entry.subject());
        put(json, "outcome", entry.outcome());
        return json.put("size", entry.size()).put("found", entry.found());
    }

    private static void put(ObjectNode json, String name, String text) {
        if (!text.isEmpty()) {
            json.put(name, text);
        }
    }

    private static <T> T read(Reading<T> reading) {
        try {
            return reading.read();
        } catch (IOException e) {
            throw new UncheckedIOException("the audit log cannot be read", e);
        }
    }
}
