package io.mistnet.node.console.audit;

import io.mistnet.node.audit.AuditAction;
import io.mistnet.node.audit.AuditEntry;
import io.mistnet.node.audit.AuditReport;
import io.mistnet.node.audit.AuditVerification;
import io.mistnet.node.console.CsvDownload;
import io.mistnet.node.console.Responder;
import io.mistnet.node.console.Visit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** The audit log's lines, and whether they are what was written. */
final class AuditPage {

    private static final int SIZE = 50;
    private static final int CHUNK = 1_000;
    private static final List<String> HEADER = List.of(
            "sequence",
            "kind",
            "time",
            "user",
            "case",
            "legal_basis",
            "action",
            "subject",
            "selectors",
            "outcome",
            "found",
            "sha256");

    private final AuditBook book;
    private final Responder responder;

    AuditPage(AuditBook book, Responder responder) {
        this.book = book;
        this.responder = responder;
    }

    HttpResponse list(Visit visit) {
        AuditQuery query = AuditQuery.of(visit);
        refresh();
        List<AuditEntry> read = book.index().older(query.filter(), before(visit), SIZE + 1);
        boolean hasMore = read.size() > SIZE;
        List<AuditEntry> entries = hasMore ? read.subList(0, SIZE) : read;
        return responder.page(
                visit,
                "audit/list.jte",
                Map.of(
                        "entries",
                        entries,
                        "query",
                        query,
                        "isNewest",
                        before(visit) == Long.MAX_VALUE,
                        "older",
                        hasMore ? Optional.of(entries.get(entries.size() - 1).sequence()) : Optional.<Long>empty(),
                        "actions",
                        actions()));
    }

    /** Verifies the chain, and holds the table against the files. */
    HttpResponse verify(Visit visit) {
        try {
            AuditReport report = AuditVerification.verify(book.folder(), book.key());
            Optional<Long> differs = report.isIntact() ? book.index().check() : Optional.empty();
            return responder.page(
                    visit,
                    visit.wantsFragment() ? "audit/verification.jte" : "audit/verified.jte",
                    Map.of("report", report, "differs", differs));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    HttpResponse export(Visit visit) {
        AuditQuery query = AuditQuery.of(visit);
        refresh();
        return CsvDownload.of(
                "audit.csv",
                HEADER,
                -1L,
                after -> {
                    List<AuditEntry> entries = book.index().after(query.filter(), after, CHUNK);
                    long last = entries.isEmpty()
                            ? after
                            : entries.get(entries.size() - 1).sequence();
                    return new CsvDownload.Chunk<>(
                            entries.stream().map(AuditPage::row).toList(), last);
                },
                responder.workers());
    }

    private void refresh() {
        try {
            book.index().refresh();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> row(AuditEntry entry) {
        return List.of(
                String.valueOf(entry.sequence()),
                entry.kind(),
                entry.at().toString(),
                entry.user(),
                entry.caseReference(),
                entry.legalBasis(),
                entry.action(),
                entry.subject(),
                String.valueOf(entry.size()),
                entry.outcome(),
                String.valueOf(entry.found()),
                entry.hash());
    }

    private static long before(Visit visit) {
        return visit.query("before")
                .filter(text -> text.matches("[0-9]{1,18}"))
                .map(Long::parseLong)
                .orElse(Long.MAX_VALUE);
    }

    private static List<String> actions() {
        return Arrays.stream(AuditAction.values())
                .map(action -> action.name().toLowerCase(Locale.ROOT))
                .toList();
    }
}
