package io.mistnet.node.alert;

import io.mistnet.node.access.Person;
import java.time.Instant;
import java.util.Optional;

/**
 * One piece of work: what was raised for one account until somebody closed it.
 *
 * @param id its number
 * @param account the account's id, which says nothing of its number
 * @param accountNumber the account's number
 * @param rule the rule that raised it first
 * @param measure in which terms its risk is
 * @param risk the highest risk that it was raised with
 * @param epoch the epoch that raised it last
 * @param raisedAt when it was raised first
 * @param lastRaisedAt when it was raised last
 * @param occurrences how often it was raised
 * @param state where it stands
 * @param assignee who works it, or worked it when it was closed
 * @param disposition with what it was closed; empty unless it is
 * @param closedAt when it was closed; empty unless it is
 * @param version how often it was changed; whoever changes it says which version they saw
 */
public record Alert(
        long id,
        long account,
        String accountNumber,
        String rule,
        Measure measure,
        double risk,
        long epoch,
        Instant raisedAt,
        Instant lastRaisedAt,
        int occurrences,
        AlertState state,
        Optional<Person> assignee,
        Optional<Disposition> disposition,
        Optional<Instant> closedAt,
        long version) {

    public boolean isClosed() {
        return state == AlertState.CLOSED;
    }
}
