package io.mistnet.node.lookup;

import java.time.LocalDate;

/**
 * A record that a lookup found. All of it is as its author wrote it: whoever shows it says so, of the institution above all, which nobody has checked.
 *
 * @param institution the id of the institution that it names as its contributor, or what the record calls it where the network file does not know it
 * @param category what it says of the selector, as {@link io.mistnet.protocols.retrieval.IntelligenceCategory} names it
 * @param date of what it says
 * @param caseReference the contributor's; may be empty
 * @param contact whom to call about it; may be empty
 */
public record FoundRecord(String institution, String category, LocalDate date, String caseReference, String contact) {

    @Override
    public String toString() {
        return "FoundRecord(not shown)";
    }
}
