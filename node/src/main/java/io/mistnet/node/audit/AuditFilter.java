package io.mistnet.node.audit;

import java.time.Instant;
import java.util.Optional;

/**
 * Which lines of the audit log somebody wants to see.
 *
 * @param user only this one's
 * @param caseReference only those of this case
 * @param action only this action, as the log writes it
 * @param from only those from this time on
 * @param until only those before this time
 */
public record AuditFilter(
        Optional<String> user,
        Optional<String> caseReference,
        Optional<String> action,
        Optional<Instant> from,
        Optional<Instant> until) {

    /** All lines. */
    public static final AuditFilter ALL =
            new AuditFilter(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    @Override
    public String toString() {
        return "AuditFilter(not shown)";
    }
}
