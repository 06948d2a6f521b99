package io.mistnet.node.lookup;

import io.mistnet.protocols.retrieval.IntelligenceCategory;
import java.time.LocalDate;

/**
 * What an institution has to say of a selector. It is read by whoever looks the selector up, and by nobody else.
 *
 * @param date of what it says
 * @param caseReference the institution's own; may be empty
 * @param contact whom to call about it; may be empty
 */
public record Intelligence(IntelligenceCategory category, LocalDate date, String caseReference, String contact) {

    @Override
    public String toString() {
        return "Intelligence(not shown)";
    }
}
