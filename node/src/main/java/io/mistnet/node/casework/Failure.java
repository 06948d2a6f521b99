package io.mistnet.node.casework;

import io.mistnet.node.lookup.LookupFailedException;

/**
 * Why there is no answer.
 *
 * @param kind what kind of reason
 * @param detail what the lookup says; holds nothing of a selector
 */
public record Failure(Kind kind, String detail) {

    private static final int MOST_CHARACTERS = 2_000;

    /** Kinds of reasons: those of {@link LookupFailedException}, and some of the node itself. */
    public enum Kind {
        /** The request itself is wrong: nothing was sent. */
        INVALID,
        /** A supervisor must approve. */
        APPROVAL,
        /** The holders or the host refuse. */
        REFUSED,
        /** There is too much to do at the holders, the host or here, or a quota is used up. */
        BUSY,
        /** Too few holders, or the host, can be reached in time. */
        AWAY,
        /** Somebody sent what the protocol does not allow. */
        DEVIATED,
        /** The host answered from an older table than before: records may be missing. */
        STALE,
        /** The case was closed before it was asked. */
        CLOSED,
        /** Whoever wanted it did not work on the case any more when it was to be asked. */
        NOT_YOURS,
        /** The node was stopped while it asked. */
        INTERRUPTED,
        /** The node itself failed. */
        BROKEN
    }

    public Failure {
        detail = KeptText.of(detail, MOST_CHARACTERS);
    }

    static Failure of(LookupFailedException failure) {
        Kind kind = switch (failure.kind()) {
            case INVALID -> Kind.INVALID;
            case APPROVAL -> Kind.APPROVAL;
            case REFUSED -> Kind.REFUSED;
            case BUSY -> Kind.BUSY;
            case AWAY -> Kind.AWAY;
            case DEVIATED -> Kind.DEVIATED;
            case STALE -> Kind.STALE;
        };
        return new Failure(kind, String.valueOf(failure.getMessage()));
    }

    /** Whether a supervisor's approval may help. */
    public boolean mayNeedSupervisor() {
        return kind == Kind.APPROVAL || kind == Kind.REFUSED;
    }
}
