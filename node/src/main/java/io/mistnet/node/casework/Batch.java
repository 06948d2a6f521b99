package io.mistnet.node.casework;

import io.mistnet.node.access.Person;
import java.time.Instant;
import java.util.Optional;

/**
 * A list of selectors that somebody uploaded, to be looked up all at once.
 *
 * @param id in addresses of pages
 * @param caseId in which case
 * @param caseReference what the institution calls that one
 * @param by who uploaded it, and alone may have it asked
 * @param legalBasis on which legal basis
 * @param uploadedAt when
 * @param endedAt when the answers came, or it failed
 * @param state how far it is
 * @param failure why there are no answers, where it failed
 * @param revealed what others could see of it
 * @param version counts its changes
 */
public record Batch(
        long id,
        long caseId,
        String caseReference,
        Person by,
        String legalBasis,
        Instant uploadedAt,
        Optional<Instant> endedAt,
        BatchState state,
        Optional<Failure> failure,
        Revealed revealed,
        long version) {

    @Override
    public String toString() {
        return "Batch[%d, %s]".formatted(id, state);
    }
}
