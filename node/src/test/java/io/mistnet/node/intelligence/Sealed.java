package io.mistnet.node.intelligence;

import io.mistnet.node.intelligence.Operation.Add;
import io.mistnet.node.intelligence.Operation.Remove;
import io.mistnet.node.intelligence.Operation.Update;
import io.mistnet.protocols.retrieval.Candidate;
import io.mistnet.protocols.retrieval.Contribution;
import io.mistnet.protocols.retrieval.Fingerprint;
import io.mistnet.protocols.retrieval.LookupParameters;
import io.mistnet.protocols.retrieval.Position;
import io.mistnet.protocols.retrieval.RecordId;
import io.mistnet.protocols.retrieval.SealedLabel;
import io.mistnet.protocols.retrieval.Slots;
import io.mistnet.protocols.retrieval.TableLayout;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** A small table, and contributions as the host sees them: selectors and labels by number, all else derived from the numbers. */
public final class Sealed {

    public static final int OCCURRENCES = 3;
    public static final TableLayout LAYOUT = new TableLayout(6, 8, 2, 2);
    public static final StoreTerms TERMS = terms(600, 16, OCCURRENCES, LAYOUT);
    public static final Slots SLOTS = TERMS.slots();

    private Sealed() {}

    public static StoreTerms terms(int records, int labelBytes, int occurrences, TableLayout layout) {
        LookupParameters parameters = new LookupParameters(records, labelBytes, occurrences, 14, layout, 1);
        return new StoreTerms(new byte[32], 1, parameters, Integer.MAX_VALUE);
    }

    public static Position position(long selector) {
        SplittableRandom random = new SplittableRandom(selector);
        return new Position(random.nextInt(), random.nextInt(), random.nextInt());
    }

    public static Fingerprint fingerprint(long selector, int occurrence) {
        return new Fingerprint(new SplittableRandom(~selector * 31 + occurrence).nextLong());
    }

    public static SealedLabel label(long selector, int occurrence, int label, Slots slots) {
        byte[] bytes = new byte[slots.sealedBytes()];
        new SplittableRandom(selector * 1_000_003 + occurrence * 10_007L + label).nextBytes(bytes);
        return SealedLabel.read(ByteBuffer.wrap(bytes), slots);
    }

    public static Contribution contribution(long id, long selector, int label, StoreTerms terms) {
        List<Candidate> candidates = IntStream.range(0, terms.parameters().occurrences())
                .mapToObj(i -> new Candidate(fingerprint(selector, i), label(selector, i, label, terms.slots())))
                .toList();
        return new Contribution(new RecordId(7, id), position(selector), candidates);
    }

    public static Operation add(long id, long selector, int label) {
        return new Add(contribution(id, selector, label, TERMS));
    }

    public static Operation update(long id, long selector, int label) {
        return new Update(contribution(id, selector, label, TERMS));
    }

    public static Operation remove(long id) {
        return new Remove(new RecordId(7, id));
    }

    public static UpdateBatch batch(long id, Operation... operations) {
        return UpdateBatch.padded(new BatchId(id, id), List.of(operations));
    }

    /** The results of the batch's operations, without those of its padding. */
    public static List<OperationResult> results(Receipt receipt) {
        List<OperationResult> results = new ArrayList<>(receipt.results());
        results.removeIf(result -> result == OperationResult.PADDING);
        return results;
    }
}
