package io.mistnet.node.lookup;

import io.mistnet.connectors.selector.Selector;
import io.mistnet.node.request.Deadline;
import java.util.List;

/** Looks many selectors up at once, as {@link Lookups#lookAll} does. Calls block. */
@FunctionalInterface
public interface BulkLookup {

    /**
     * @param selectors all different
     * @return an answer for each, in their order
     * @throws LookupFailedException where there are no answers
     */
    List<LookupAnswer> lookAll(List<Selector> selectors, Asking asking, Deadline deadline) throws LookupFailedException;
}
