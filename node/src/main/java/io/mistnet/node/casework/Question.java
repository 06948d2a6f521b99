package io.mistnet.node.casework;

import io.mistnet.connectors.selector.Region;
import io.mistnet.connectors.selector.Selector;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What somebody wants to look up.
 *
 * @param caseId in which case
 * @param legalBasis on which legal basis
 * @param selector what
 * @param region where phone numbers are dialled, where they said so; the next form of the case begins with it
 * @param attempt the form's one-time key: the same form sent again asks nothing
 */
public record Question(
        long caseId, Optional<String> legalBasis, Selector selector, Optional<Region> region, String attempt) {

    private static final Pattern ATTEMPT = Pattern.compile("[A-Za-z0-9-]{1,64}");

    public Question {
        if (!isAttempt(attempt)) {
            throw new IllegalArgumentException("attempt: expected the form's one-time key");
        }
    }

    /** Whether this can be a form's one-time key. */
    public static boolean isAttempt(String text) {
        return ATTEMPT.matcher(text).matches();
    }

    @Override
    public String toString() {
        return "Question(not shown)";
    }
}
