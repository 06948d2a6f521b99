package io.mistnet.node.casework;

/** Somebody may not do this; nothing was changed. */
public final class NotAllowedException extends RuntimeException {

    /** Why. */
    public enum Reason {
        /** Their roles do not allow it. */
        ROLE,
        /** They neither own the case nor work on it. */
        NOT_YOUR_CASE,
        /** What takes two people takes another one than who asked. */
        OWN_REQUEST,
        /** A token for which nobody answers asks for what takes two people. */
        TOKEN_WITHOUT_OWNER
    }

    private final Reason reason;

    NotAllowedException(Reason reason) {
        super("not allowed: " + reason);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
