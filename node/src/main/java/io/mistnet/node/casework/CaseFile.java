package io.mistnet.node.casework;

import io.mistnet.node.access.Person;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A case.
 *
 * @param id in addresses of pages
 * @param reference what the institution calls it; holders of the lookup's key see it in authorisations
 * @param title what it is about, for the institution alone
 * @param legalBasis the law or order that allows lookups in it
 * @param state whether it is worked on
 * @param owner who answers for it
 * @param openedAt when it was opened
 * @param closedAt when it was closed, if it is
 * @param retentionDays for how many days it is kept after it was closed
 * @param version counts its changes: whoever changes it names the version that they saw
 */
public record CaseFile(
        long id,
        String reference,
        String title,
        String legalBasis,
        CaseState state,
        Person owner,
        Instant openedAt,
        Optional<Instant> closedAt,
        int retentionDays,
        long version) {

    public boolean isOpen() {
        return state == CaseState.OPEN;
    }

    /** When it is deleted; empty while it is open. */
    public Optional<Instant> deletedAt() {
        return closedAt.map(at -> at.plus(Duration.ofDays(retentionDays)));
    }

    @Override
    public String toString() {
        return "CaseFile[" + id + "]";
    }
}
