package io.mistnet.node.intelligence;

import java.util.List;

/**
 * What became of a batch, which is on disk.
 *
 * @param batch its number, from 1, in the order in which the store took its batches in
 * @param results one for each operation
 */
public record Receipt(long batch, List<OperationResult> results) {

    public Receipt {
        results = List.copyOf(results);
    }
}
