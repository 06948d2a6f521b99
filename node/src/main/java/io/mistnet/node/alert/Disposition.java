package io.mistnet.node.alert;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** With what an alert was closed. */
public enum Disposition {
    /** The account moves money for criminals. */
    CONFIRMED_MULE(Feedback.CONFIRMED),
    /** The account's holder was defrauded. */
    CONFIRMED_VICTIM(Feedback.CONFIRMED),
    /** There is a good explanation. */
    FALSE_ALARM(Feedback.FALSE_ALARM),
    /** It could not be told. */
    NOT_ENOUGH_EVIDENCE(Feedback.UNDECIDED),
    /** The suspicion was strong enough to be reported to the financial intelligence unit. */
    REPORTED_TO_FIU(Feedback.CONFIRMED);

    private final Feedback feedback;

    Disposition(Feedback feedback) {
        this.feedback = feedback;
    }

    public Feedback feedback() {
        return feedback;
    }

    /** As forms and exports write it: {@code confirmed-mule}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The disposition with this id; empty where there is none. */
    public static Optional<Disposition> of(String id) {
        return Arrays.stream(values())
                .filter(disposition -> disposition.id().equals(id))
                .findFirst();
    }
}
