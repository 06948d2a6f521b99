package io.mistnet.node.audit;

import io.mistnet.connectors.selector.Selector;
import java.util.List;

/**
 * Something that somebody of the institution did. {@link #toString} shows the action alone.
 *
 * @param user who
 * @param caseReference in which case
 * @param legalBasis on which legal basis
 * @param action what
 * @param selectors about which selectors; their number is the size of the batch
 * @param outcome how it ended
 * @param found how many records came back; 0 where none did
 */
public record AuditEvent(
        String user,
        String caseReference,
        String legalBasis,
        AuditAction action,
        List<Selector> selectors,
        AuditOutcome outcome,
        long found) {

    /** Most selectors of one event; a larger batch is several. */
    public static final int MOST_SELECTORS = 8192;

    private static final int MOST_CHARACTERS = 256;

    public AuditEvent {
        selectors = List.copyOf(selectors);
        requireText("user", user);
        requireText("case reference", caseReference);
        requireText("legal basis", legalBasis);
        if (selectors.size() > MOST_SELECTORS) {
            throw new IllegalArgumentException(
                    "%d selectors in one audit event; expected at most %d".formatted(selectors.size(), MOST_SELECTORS));
        }
        if (found < 0) {
            throw new IllegalArgumentException("found: expected 0 or more records");
        }
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
