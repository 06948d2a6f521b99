package io.mistnet.node.lookup;

import io.mistnet.node.intelligence.OperationResult;
import java.util.List;

/** Takes the results of a long list of changes, batch by batch. */
@FunctionalInterface
public interface BatchResults {

    /** @param results those of the next changes, in the changes' order; they are durable at the host */
    void next(List<OperationResult> results);
}
