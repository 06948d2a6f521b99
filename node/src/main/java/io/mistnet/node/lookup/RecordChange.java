package io.mistnet.node.lookup;

import io.mistnet.connectors.selector.Selector;
import io.mistnet.protocols.retrieval.RecordId;

/** One change of this institution's own records. */
public sealed interface RecordChange {

    /** Which record; its contributor draws the id and keeps it. */
    RecordId id();

    /** A new record. */
    record Add(RecordId id, Selector selector, Intelligence intelligence) implements RecordChange {}

    /** Says something else of the same selector under the same id. */
    record Update(RecordId id, Selector selector, Intelligence intelligence) implements RecordChange {}

    /** Takes the record out. */
    record Remove(RecordId id) implements RecordChange {}
}
