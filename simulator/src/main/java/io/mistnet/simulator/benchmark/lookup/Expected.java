package io.mistnet.simulator.benchmark.lookup;

import io.mistnet.protocols.retrieval.FoundLabel;
import io.mistnet.protocols.retrieval.SelectorTags;
import java.util.List;

/**
 * A question, and what must come back.
 *
 * @param labels none where there is no record
 */
record Expected(SelectorTags tags, List<FoundLabel> labels) {}
