package io.mistnet.node.alert;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A position in the queue, behind an alert. It stays good whatever is added or taken away before it.
 *
 * @param risk the alert's risk
 * @param raisedAt when the alert was raised
 * @param id the alert's number
 */
public record AlertCursor(double risk, Instant raisedAt, long id) {

    private static final Pattern TEXT = Pattern.compile("([0-9.]{1,24}(?:E-?[0-9]{1,3})?)_([0-9]{1,15})_([0-9]{1,18})");

    static AlertCursor behind(Alert alert) {
        return new AlertCursor(alert.risk(), alert.raisedAt(), alert.id());
    }

    /** As addresses have it. */
    public String text() {
        return "%s_%d_%d".formatted(Double.toString(risk), raisedAt.toEpochMilli(), id);
    }

    /** Reads what {@link #text} wrote; empty where it is something else. */
    public static Optional<AlertCursor> parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new AlertCursor(
                    Double.parseDouble(matcher.group(1)),
                    Instant.ofEpochMilli(Long.parseLong(matcher.group(2))),
                    Long.parseLong(matcher.group(3))));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
