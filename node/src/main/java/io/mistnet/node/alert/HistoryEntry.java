package io.mistnet.node.alert;

import io.mistnet.node.access.Person;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A change of an alert. What is written once stays.
 *
 * @param version the version that the change made
 * @param at when
 * @param what which kind of change
 * @param by who did it; empty where the node did
 * @param assignee to whom it was given, if to somebody
 * @param disposition with what it was closed, if it was
 * @param epoch the epoch that raised it, if one did
 * @param remark what was written
 */
public record HistoryEntry(
        long version,
        Instant at,
        What what,
        Optional<Person> by,
        Optional<Person> assignee,
        Optional<Disposition> disposition,
        OptionalLong epoch,
        Optional<String> remark) {

    /** Kinds of changes. */
    public enum What {
        RAISED,
        RAISED_AGAIN,
        ASSIGNED,
        PUT_BACK,
        REMARKED,
        CLOSED,
        REOPENED
    }
}
