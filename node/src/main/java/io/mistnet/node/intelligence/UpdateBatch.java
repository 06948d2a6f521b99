package io.mistnet.node.intelligence;

import io.mistnet.node.intelligence.Operation.Add;
import io.mistnet.node.intelligence.Operation.Padding;
import io.mistnet.node.intelligence.Operation.Remove;
import io.mistnet.node.intelligence.Operation.Update;
import io.mistnet.protocols.retrieval.Contribution;
import io.mistnet.protocols.retrieval.RecordId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Operations of one institution that become durable together. Its size is one of a few, so that whoever sees a batch pass, or the sweep that it causes, learns no more of the number of records
 * than that.
 *
 * @param operations 16, 256, 4,096 or 16,384; no two name the same record
 */
public record UpdateBatch(BatchId id, List<Operation> operations) {

    /** How many operations a batch may have. */
    public static final List<Integer> SIZES = List.of(16, 256, 4_096, 16_384);

    public UpdateBatch {
        operations = List.copyOf(operations);
        if (!SIZES.contains(operations.size())) {
            throw new IllegalArgumentException(
                    "an update batch of %d operations: pad it to one of %s".formatted(operations.size(), SIZES));
        }
        Set<RecordId> named = new HashSet<>();
        for (Operation operation : operations) {
            RecordId recordId = recordId(operation);
            if (recordId != null && !named.add(recordId)) {
                throw new IllegalArgumentException(
                        "the record %s is named twice in one update batch; send two batches".formatted(recordId));
            }
        }
    }

    /** The batch of these operations, filled up with padding to the next size. */
    public static UpdateBatch padded(BatchId id, List<Operation> operations) {
        int size = SIZES.stream()
                .filter(s -> s >= operations.size())
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("%d operations are more than one batch takes, %d"
                        .formatted(operations.size(), SIZES.get(SIZES.size() - 1))));
        List<Operation> padded = new ArrayList<>(operations);
        while (padded.size() < size) {
            padded.add(new Padding());
        }
        return new UpdateBatch(id, padded);
    }

    /**
     * @throws IllegalArgumentException if a contribution is not of the network's form
     */
    void check(StoreTerms terms) {
        for (Operation operation : operations) {
            if (operation instanceof Add add) {
                check(add.contribution(), terms);
            } else if (operation instanceof Update update) {
                check(update.contribution(), terms);
            }
        }
    }

    private static void check(Contribution contribution, StoreTerms terms) {
        boolean fits = contribution.candidates().size() == terms.parameters().occurrences()
                && contribution.candidates().stream()
                        .allMatch(c -> c.sealed().length() == terms.slots().sealedBytes());
        if (!fits) {
            throw new IllegalArgumentException(
                    "contribution %s: this network's have %d candidates with sealed labels of %d bytes"
                            .formatted(
                                    contribution.recordId(),
                                    terms.parameters().occurrences(),
                                    terms.slots().sealedBytes()));
        }
    }

    private static @Nullable RecordId recordId(Operation operation) {
        if (operation instanceof Add add) {
            return add.contribution().recordId();
        } else if (operation instanceof Update update) {
            return update.contribution().recordId();
        }
        return operation instanceof Remove remove ? remove.recordId() : null;
    }
}
