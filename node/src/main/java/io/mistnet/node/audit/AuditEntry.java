package io.mistnet.node.audit;

import java.time.Instant;

/**
 * A line of the audit log, for people. Texts that a line does not have are empty.
 *
 * @param sequence its number
 * @param kind {@code event}, {@code head} or {@code repair}
 * @param at when it was written
 * @param hash the line's SHA-256
 * @param user who
 * @param caseReference in which case
 * @param legalBasis on which legal basis
 * @param action what, as the log writes it
 * @param subject on what
 * @param size how many selectors it is about
 * @param outcome how it ended
 * @param found how many records came back
 */
public record AuditEntry(
        long sequence,
        String kind,
        Instant at,
        String hash,
        String user,
        String caseReference,
        String legalBasis,
        String action,
        String subject,
        long size,
        String outcome,
        long found) {

    @Override
    public String toString() {
        return "AuditEntry[" + sequence + "]";
    }
}
