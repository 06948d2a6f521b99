package io.mistnet.node.alert;

import java.util.Optional;

/** What a closed alert says of the rule that raised it. */
public enum Feedback {
    /** It was right. */
    CONFIRMED,
    /** It was wrong. */
    FALSE_ALARM,
    /** Nobody knows. */
    UNDECIDED;

    /** What an alert says that was closed so; nothing yet where it is not closed. */
    static Feedback of(Optional<Disposition> disposition) {
        return disposition.map(Disposition::feedback).orElse(UNDECIDED);
    }
}
