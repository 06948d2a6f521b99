package io.mistnet.node.lookup;

/** A lookup or an update has no result. The message says why and what to do, and holds nothing of a selector. */
public final class LookupFailedException extends Exception {

    private static final long serialVersionUID = 1L;

    /** What kind of reason. */
    public enum Kind {
        /** The request itself is wrong: nothing was sent. */
        INVALID,
        /** Four eyes are needed: a supervisor must approve. */
        APPROVAL,
        /** The holders or the host refuse. */
        REFUSED,
        /** The holders or the host have too much to do, or a quota is used up; later it may succeed. */
        BUSY,
        /** Too few holders, or the host, can be reached. */
        AWAY,
        /** A peer sent what the protocol does not allow. */
        DEVIATED,
        /** The host answered from an older table than one that it answered from before: records may be missing. */
        STALE
    }

    private final Kind kind;

    public LookupFailedException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    public LookupFailedException(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
