package io.mistnet.node.audit;

import io.mistnet.connectors.selector.Selector;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Something that somebody of the institution did: a lookup, or an access to the console. {@link #toString} shows the action alone.
 *
 * @param user who
 * @param caseReference in which case; empty where there is none
 * @param legalBasis on which legal basis; empty where there is none
 * @param action what
 * @param subject on what, by its short id such as {@code alerts/17}; never an account number or a selector. Empty where the selectors say it
 * @param selectors about which selectors; their number is the size of the batch
 * @param outcome how it ended
 * @param found how many records came back; 0 where none did
 * @param holdersAsked the holders of the lookup's key that were asked to evaluate, and so have counted it; empty where none was
 * @param holdersAnswered those of them that answered
 */
public record AuditEvent(
        String user,
        Optional<String> caseReference,
        Optional<String> legalBasis,
        AuditAction action,
        Optional<String> subject,
        List<Selector> selectors,
        AuditOutcome outcome,
        long found,
        List<String> holdersAsked,
        List<String> holdersAnswered) {

    /** Most selectors of one event; a larger batch is several. */
    public static final int MOST_SELECTORS = 8192;

    private static final int MOST_CHARACTERS = 256;
    private static final Pattern SUBJECT = Pattern.compile("[A-Za-z0-9*][A-Za-z0-9*/._-]{0,127}");

    public AuditEvent {
        selectors = List.copyOf(selectors);
        holdersAsked = List.copyOf(holdersAsked);
        holdersAnswered = List.copyOf(holdersAnswered);
        requireText("user", user);
        caseReference.ifPresent(text -> requireText("case reference", text));
        legalBasis.ifPresent(text -> requireText("legal basis", text));
        if (subject.isPresent() && !SUBJECT.matcher(subject.get()).matches()) {
            throw new IllegalArgumentException("subject: expected a short id such as alerts/17");
        }
        if (selectors.size() > MOST_SELECTORS) {
            throw new IllegalArgumentException(
                    "%d selectors in one audit event; expected at most %d".formatted(selectors.size(), MOST_SELECTORS));
        }
        if (found < 0) {
            throw new IllegalArgumentException("found: expected 0 or more records");
        }
    }

    /** A lookup or a contribution, for which no holder was asked. */
    public AuditEvent(
            String user,
            String caseReference,
            String legalBasis,
            AuditAction action,
            List<Selector> selectors,
            AuditOutcome outcome,
            long found) {
        this(
                user,
                Optional.of(caseReference),
                Optional.of(legalBasis),
                action,
                Optional.empty(),
                selectors,
                outcome,
                found,
                List.of(),
                List.of());
    }

    /** An access to the console. */
    public static AuditEvent access(String user, AuditAction action, String subject, AuditOutcome outcome) {
        return new AuditEvent(
                user,
                Optional.empty(),
                Optional.empty(),
                action,
                Optional.of(subject),
                List.of(),
                outcome,
                0,
                List.of(),
                List.of());
    }

    /** The same, for which these holders were asked and answered. */
    public AuditEvent by(List<String> asked, List<String> answered) {
        return new AuditEvent(
                user, caseReference, legalBasis, action, subject, selectors, outcome, found, asked, answered);
    }

    private static void requireText(String field, String text) {
        if (text.isBlank() || text.length() > MOST_CHARACTERS) {
            throw new IllegalArgumentException("%s: expected 1 to %d characters".formatted(field, MOST_CHARACTERS));
        }
    }

    @Override
    public String toString() {
        return "AuditEvent[" + action + "]";
    }
}
