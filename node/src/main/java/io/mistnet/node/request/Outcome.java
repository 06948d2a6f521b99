package io.mistnet.node.request;

import java.util.Locale;
import java.util.Optional;

/** How a request ended. Its code begins the reply on the wire; its name is the metric's tag. */
enum Outcome {
    ANSWERED(0),
    BUSY(1),
    REFUSED(2),
    UNKNOWN_KIND(3),
    TOO_LONG(4),
    DEADLINE(5),
    FAILED(6),
    /** Never on the wire: there was no connection, or it ended. */
    AWAY(-1);

    private final int code;

    Outcome(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }

    String tag() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Outcome> of(int code) {
        for (Outcome outcome : values()) {
            if (outcome.code == code) {
                return Optional.of(outcome);
            }
        }
        return Optional.empty();
    }
}
