package io.mistnet.node.casework;

import io.mistnet.node.access.Person;
import java.time.Instant;
import java.util.OptionalLong;

/**
 * Something that happened in a case.
 *
 * @param at when
 * @param by who did it
 * @param kind what
 * @param subject the lookup or batch that it is about, if any
 * @param text a note's text, what was changed into what, or a reason; may be empty
 */
public record CaseEvent(Instant at, Person by, Kind kind, OptionalLong subject, String text) {

    /** Kinds of events. */
    public enum Kind {
        OPENED,
        TITLE_CHANGED,
        BASIS_CHANGED,
        RETENTION_CHANGED,
        NOTED,
        MEMBER_ADDED,
        MEMBER_REMOVED,
        OWNER_CHANGED,
        CLOSED,
        REOPENED,
        LOOKED_UP,
        BATCH_UPLOADED,
        BATCH_CANCELLED,
        BATCH_ANSWERED,
        BATCH_FAILED,
        APPROVAL_ASKED,
        APPROVED,
        REFUSED,
        EXPORTED
    }

    @Override
    public String toString() {
        return "CaseEvent[" + kind + "]";
    }
}
