package io.mistnet.node.console.desk;

import io.mistnet.connectors.transfer.Transfer;
import io.mistnet.node.access.Person;
import io.mistnet.node.alert.Alert;
import io.mistnet.node.alert.Disposition;
import io.mistnet.node.alert.HistoryEntry;
import io.mistnet.node.alert.Measure;
import io.mistnet.node.console.Texts;
import java.math.BigDecimal;
import java.text.NumberFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Currency;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Says things of the desk in plain words. Templates take it as their parameter {@code words}. */
public final class Wording {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    private static final Set<String> RULES = Set.of("weighted", "taint");

    private final Texts texts;
    private final InstantSource clock;

    Wording(Texts texts, InstantSource clock) {
        this.texts = texts;
        this.clock = clock;
    }

    public String risk(Alert alert) {
        return risk(alert.measure(), alert.risk());
    }

    public String risk(Measure measure, double risk) {
        return switch (measure) {
            case FLAG -> texts.get("desk.risk.flag");
            case BAND -> texts.get("desk.risk.band", Math.round(risk));
            case SCORE -> texts.get("desk.risk.score", "%.2f".formatted(risk));
        };
    }

    /** What the alert says, in a few sentences. */
    public String why(Alert alert) {
        String rule = RULES.contains(alert.rule()) ? alert.rule() : "other";
        return texts.get("desk.why." + rule);
    }

    /** What its value says. */
    public String meaning(Alert alert) {
        return switch (alert.measure()) {
            case FLAG -> texts.get("desk.meaning.flag");
            case BAND -> texts.get("desk.meaning.band", Math.round(alert.risk()));
            case SCORE -> texts.get("desk.meaning.score", "%.2f".formatted(alert.risk()));
        };
    }

    public String rule(String rule) {
        return RULES.contains(rule) ? texts.get("desk.rule." + rule) : rule;
    }

    public String state(Alert alert) {
        return switch (alert.state()) {
            case OPEN -> texts.get("desk.state.open");
            case ASSIGNED -> texts.get("desk.state.assigned");
            case CLOSED -> alert.disposition().map(this::disposition).orElseGet(() -> texts.get("desk.state.closed"));
        };
    }

    public String disposition(Disposition disposition) {
        return texts.get("desk.disposition." + disposition.id());
    }

    public String explanation(Disposition disposition) {
        return texts.get("desk.disposition." + disposition.id() + ".text");
    }

    public String name(Optional<Person> person) {
        return person.map(Person::name).orElseGet(() -> texts.get("desk.nobody"));
    }

    /** How long ago, in its largest unit. */
    public String age(Instant instant) {
        Duration age = Duration.between(instant, clock.instant());
        if (age.toMinutes() < 1) {
            return texts.get("desk.age.now");
        }
        if (age.toHours() < 1) {
            return texts.get("desk.age.minutes", age.toMinutes());
        }
        return age.toDays() < 1 ? texts.get("desk.age.hours", age.toHours()) : texts.get("desk.age.days", age.toDays());
    }

    public String time(Instant instant) {
        return TIME.format(instant);
    }

    public String amount(Transfer transfer) {
        return amount(
                transfer.instructedAmount().amount(),
                transfer.instructedAmount().currency());
    }

    public String amount(BigDecimal amount, Currency currency) {
        NumberFormat format = NumberFormat.getNumberInstance(Locale.ENGLISH);
        format.setMinimumFractionDigits(amount.scale());
        format.setMaximumFractionDigits(amount.scale());
        return format.format(amount) + " " + currency.getCurrencyCode();
    }

    /** An account's number in groups of four, as people read an IBAN. */
    public String account(String number) {
        return number.replaceAll("(.{4})(?!$)", "$1 ");
    }

    /** A change in one line. */
    public String change(HistoryEntry entry) {
        String by = entry.by().map(Person::name).orElse("");
        String to = entry.assignee().map(Person::name).orElse("");
        return switch (entry.what()) {
            case RAISED -> texts.get("desk.change.raised");
            case RAISED_AGAIN -> texts.get("desk.change.raised-again");
            case ASSIGNED ->
                entry.by().equals(entry.assignee())
                        ? texts.get("desk.change.taken", by)
                        : texts.get("desk.change.given", by, to);
            case PUT_BACK -> texts.get("desk.change.put-back", by);
            case REMARKED -> texts.get("desk.change.remarked", by);
            case CLOSED ->
                texts.get(
                        "desk.change.closed",
                        by,
                        entry.disposition().map(this::disposition).orElse(""));
            case REOPENED -> texts.get("desk.change.reopened", by);
        };
    }
}
