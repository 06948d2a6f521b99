package io.mistnet.node.console.audit;

import io.mistnet.node.audit.AuditFilter;
import io.mistnet.node.console.Visit;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * What of the audit log somebody asks for, as it stands in the address. Days are those of UTC.
 *
 * @param user of this user
 * @param caseReference in this case
 * @param action this action
 * @param from from this day on
 * @param to up to this day, that day included
 */
public record AuditQuery(String user, String caseReference, String action, String from, String to) {

    static AuditQuery of(Visit visit) {
        return new AuditQuery(
                visit.query("user").orElse(""),
                visit.query("case").orElse(""),
                visit.query("action").orElse(""),
                day(visit.query("from")).map(LocalDate::toString).orElse(""),
                day(visit.query("to")).map(LocalDate::toString).orElse(""));
    }

    AuditFilter filter() {
        return new AuditFilter(
                text(user),
                text(caseReference),
                text(action),
                day(text(from)).map(AuditQuery::start),
                day(text(to)).map(day -> start(day.plusDays(1))));
    }

    /** The same again, as the query of an address. */
    public String query() {
        return "user=%s&case=%s&action=%s&from=%s&to=%s"
                .formatted(encoded(user), encoded(caseReference), encoded(action), from, to);
    }

    private static Optional<String> text(String entered) {
        return Optional.of(entered.strip()).filter(text -> !text.isEmpty());
    }

    private static Optional<LocalDate> day(Optional<String> entered) {
        try {
            return entered.map(String::strip)
                    .map(LocalDate::parse)
                    .filter(day -> day.getYear() >= 1970 && day.getYear() < 10_000);
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "AuditQuery(not shown)";
    }
}
