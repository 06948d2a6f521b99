package io.mistnet.node.casework;

import io.mistnet.connectors.selector.SelectorType;
import io.mistnet.node.access.Person;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A selector that was looked up in a case.
 *
 * @param id in addresses of pages
 * @param caseId in which case
 * @param caseReference what the institution calls that one
 * @param batch the batch that it is part of, if any
 * @param by who asked
 * @param legalBasis on which legal basis
 * @param type of the selector
 * @param selector in its canonical form
 * @param askedAt when
 * @param endedAt when the answer came, or it failed
 * @param state how far it is
 * @param failure why there is no answer, where it failed
 * @param found how many records there are, those that cannot be read included
 * @param unreadable records that this version cannot read
 * @param revealed what others could see of it; of one in a batch, the batch says
 */
public record CaseLookup(
        long id,
        long caseId,
        String caseReference,
        OptionalLong batch,
        Person by,
        String legalBasis,
        SelectorType type,
        String selector,
        Instant askedAt,
        Optional<Instant> endedAt,
        LookupState state,
        Optional<Failure> failure,
        int found,
        int unreadable,
        Revealed revealed) {

    public boolean isAnswered() {
        return state == LookupState.ANSWERED;
    }

    public boolean isUnderWay() {
        return state == LookupState.ASKED;
    }

    @Override
    public String toString() {
        return "CaseLookup[" + id + "]";
    }
}
