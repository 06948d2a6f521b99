package io.mistnet.node.lookup;

import io.mistnet.node.authorisation.Grounds;
import io.mistnet.node.authorisation.Purpose;

/**
 * Who wants something, and on what grounds. It goes into the institution's own audit log; case and basis also into the authorisation that the holders of the key see.
 *
 * @param user who
 * @param caseReference of the institution's own case
 * @param legalBasis the law or order that allows it
 */
public record Asking(String user, String caseReference, String legalBasis) {

    private static final int MOST_CHARACTERS = 256;

    /** @throws IllegalArgumentException where one of them cannot stand in the audit log; the message names it and does not show it */
    public Asking {
        requireText("user", user);
        requireText("case", caseReference);
        requireText("basis", legalBasis);
    }

    private static void requireText(String field, String text) {
        boolean fits = !text.isBlank() && text.length() <= MOST_CHARACTERS;
        if (!fits || text.codePoints().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(
                    "%s: expected 1 to %d characters of text in one line".formatted(field, MOST_CHARACTERS));
        }
    }

    Grounds grounds(Purpose purpose) {
        return new Grounds(caseReference, legalBasis, purpose);
    }

    @Override
    public String toString() {
        return "Asking(not shown)";
    }
}
