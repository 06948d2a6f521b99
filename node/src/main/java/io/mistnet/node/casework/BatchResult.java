package io.mistnet.node.casework;

import io.mistnet.connectors.selector.SelectorType;
import io.mistnet.node.lookup.FoundRecord;
import java.util.List;
import java.util.OptionalLong;

/**
 * A line of a batch with what was found for it.
 *
 * @param line its number in the uploaded file
 * @param type of the selector
 * @param selector in its canonical form
 * @param lookup the lookup that answers it; empty where none does yet
 * @param records what was found
 * @param unreadable records that this version cannot read
 */
public record BatchResult(
        int line, SelectorType type, String selector, OptionalLong lookup, List<FoundRecord> records, int unreadable) {

    public BatchResult {
        records = List.copyOf(records);
    }

    @Override
    public String toString() {
        return "BatchResult[line " + line + "]";
    }
}
