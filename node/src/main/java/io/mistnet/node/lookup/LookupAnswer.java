package io.mistnet.node.lookup;

import java.util.List;

/**
 * What the database has of one selector.
 *
 * @param records in the order in which they were contributed
 * @param unreadable records that were found but are no labels that this version can read
 */
public record LookupAnswer(List<FoundRecord> records, int unreadable) {

    public LookupAnswer {
        records = List.copyOf(records);
    }

    /** How many records there are. */
    public int count() {
        return records.size() + unreadable;
    }
}
