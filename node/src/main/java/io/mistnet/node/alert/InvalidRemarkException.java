package io.mistnet.node.alert;

/** A text that cannot be kept as a remark. */
public final class InvalidRemarkException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What is wrong with it. */
    public enum Reason {
        EMPTY,
        TOO_LONG,
        UNREADABLE
    }

    private final Reason reason;

    InvalidRemarkException(Reason reason) {
        super("a remark has 1 to %d characters, and no control characters: it is %s"
                .formatted(Remark.MOST_CHARACTERS, reason));
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
