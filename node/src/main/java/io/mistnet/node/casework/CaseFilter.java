package io.mistnet.node.casework;

import java.util.Optional;

/**
 * Which cases somebody wants to see.
 *
 * @param state only those in it
 * @param text only those whose reference or title has it, whatever its case
 * @param ownOnly only those that the reader owns or works on
 */
public record CaseFilter(Optional<CaseState> state, Optional<String> text, boolean ownOnly) {

    /** All cases. */
    public static final CaseFilter ALL = new CaseFilter(Optional.empty(), Optional.empty(), false);

    @Override
    public String toString() {
        return "CaseFilter(not shown)";
    }
}
