package io.mistnet.simulator.intelligence;

import io.mistnet.connectors.selector.SelectorType;
import io.mistnet.protocols.retrieval.IntelligenceCategory;
import java.time.LocalDate;
import java.util.Locale;

/**
 * One made-up record.
 *
 * @param contributor the id of the institution whose record it is
 * @param type what the selector names
 * @param selector in its canonical form
 * @param caseReference the contributor's
 * @param contact whom to call about it
 */
public record SyntheticRecord(
        String contributor,
        SelectorType type,
        String selector,
        IntelligenceCategory category,
        LocalDate date,
        String caseReference,
        String contact) {

    /** The category as investigators write it. */
    public String categoryName() {
        return category.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
