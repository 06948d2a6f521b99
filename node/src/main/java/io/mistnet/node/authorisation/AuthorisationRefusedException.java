package io.mistnet.node.authorisation;

/** A holder does not evaluate on this authorisation. The message says why, and names neither case nor legal basis, so it may be logged and sent back. */
public final class AuthorisationRefusedException extends Exception {

    /** Why in kind: for metrics, and for the asker's node to decide what to do. */
    public enum Reason {
        /** The bytes are no authorisation. */
        MALFORMED,
        /** It is for another network file. */
        OTHER_NETWORK,
        /** It is another institution's than the one that shows it. */
        OTHER_INSTITUTION,
        /** The institution's signature is not over this statement. */
        BAD_SIGNATURE,
        /** It is void by now. */
        EXPIRED,
        /** It is valid for longer than the network allows. */
        VALID_TOO_LONG,
        /** It is for something else. */
        OTHER_PURPOSE,
        /** It needs a supervisor's signature, and has none. */
        SUPERVISOR_MISSING,
        /** Its second signature is not that of the supervisor listed for the institution. */
        BAD_SUPERVISOR,
        /** Its evaluations are used up, or fewer are left than are wanted. */
        QUOTA_EXHAUSTED,
        /** The case's evaluations of the day that no supervisor has signed for are used up. */
        CASE_NEEDS_SUPERVISOR,
        /** The institution's evaluations of the day are used up. */
        DAY_EXHAUSTED
    }

    private final Reason reason;

    AuthorisationRefusedException(Reason reason, String message) {
        super("authorisation refused: " + message);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
