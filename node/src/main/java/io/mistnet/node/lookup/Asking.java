package io.mistnet.node.lookup;

import io.mistnet.node.authorisation.Approval;
import io.mistnet.node.authorisation.Grounds;
import io.mistnet.node.authorisation.Mandate;
import io.mistnet.node.authorisation.Purpose;
import java.util.Optional;

/**
 * Who wants something, and on what grounds. It goes into the institution's own audit log; case and basis also into the authorisation that the holders of the key see.
 *
 * @param user who
 * @param caseReference of the institution's own case
 * @param legalBasis the law or order that allows it
 * @param approval a supervisor's, for bulks; goes to the holders alone
 */
public record Asking(String user, String caseReference, String legalBasis, Optional<Approval> approval) {

    private static final int MOST_CHARACTERS = 256;

    /** @throws IllegalArgumentException where one of them cannot stand in the audit log; the message names it and does not show it */
    public Asking {
        requireText("user", user);
        requireText("case", caseReference);
        requireText("basis", legalBasis);
    }

    /** Without a supervisor's approval. */
    public Asking(String user, String caseReference, String legalBasis) {
        this(user, caseReference, legalBasis, Optional.empty());
    }

    /** The same under a supervisor's approval, where there is one. */
    public Asking under(Optional<Approval> approved) {
        return new Asking(user, caseReference, legalBasis, approved);
    }

    private static void requireText(String field, String text) {
        boolean fits = !text.isBlank() && text.length() <= MOST_CHARACTERS;
        if (!fits || text.codePoints().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(
                    "%s: expected 1 to %d characters of text in one line".formatted(field, MOST_CHARACTERS));
        }
    }

    Mandate mandate(Purpose purpose) {
        return new Mandate(new Grounds(caseReference, legalBasis, purpose), approval);
    }

    @Override
    public String toString() {
        return "Asking(not shown)";
    }
}
