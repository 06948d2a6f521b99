package io.mistnet.node.intelligence;

import io.mistnet.protocols.retrieval.Contribution;
import io.mistnet.protocols.retrieval.RecordId;

/** One step of an update batch. */
public sealed interface Operation {

    /** Puts a new record in, under the first of its occurrences that is free. */
    record Add(Contribution contribution) implements Operation {}

    /** Seals a record of one's own anew. It keeps its selector and its occurrence. */
    record Update(Contribution contribution) implements Operation {}

    /** Takes a record of one's own out. */
    record Remove(RecordId recordId) implements Operation {}

    /** Does nothing: fills a batch up to its size. */
    record Padding() implements Operation {}
}
