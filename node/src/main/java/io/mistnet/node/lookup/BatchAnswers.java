package io.mistnet.node.lookup;

import io.mistnet.protocols.retrieval.BatchPlan;
import io.mistnet.protocols.retrieval.BatchShape;
import io.mistnet.protocols.retrieval.FoundLabel;
import io.mistnet.protocols.retrieval.LookupParameters;
import io.mistnet.protocols.retrieval.SelectorTags;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Answers to a long list of selectors, gathered batch by batch.
 *
 * <p><b>Leakage.</b> Selectors that a batch defers are asked again in a second batch, a sixteenth as large, which is sent whether or not there are any, filled up with random tags. So the host sees the length of the list, rounded up. Where
 * more are deferred than the second batch takes, in a few lists of a hundred, a third one follows: from that the host learns that the selectors of this list fall into groups more unevenly than most.
 */
final class BatchAnswers {

    private static final int SECOND = 16;
    private static final int SECRET_BYTES = 32;

    private final LookupParameters parameters;
    private final List<SelectorTags> tags;
    private final Random random;
    private final List<List<FoundLabel>> answers;
    private final Deque<Integer> waiting = new ArrayDeque<>();
    private final Deque<Integer> deferred = new ArrayDeque<>();
    private final int secondBatch;
    private boolean isSecondDue;
    private List<Integer> current = List.of();

    /** @param tags at least one */
    BatchAnswers(LookupParameters parameters, List<SelectorTags> tags, Random random) {
        this.parameters = parameters;
        this.tags = tags;
        this.random = random;
        this.answers = new ArrayList<>(Collections.nCopies(tags.size(), List.of()));
        IntStream.range(0, tags.size()).forEach(waiting::add);
        int largest = Math.min(tags.size(), BatchShape.MOST_SELECTORS);
        this.secondBatch = Math.min((tags.size() + SECOND - 1) / SECOND, BatchShape.MOST_SELECTORS);
        this.isSecondDue = BatchShape.of(parameters, largest).regions().size() > 1;
    }

    boolean isMissingAny() {
        return !waiting.isEmpty() || !deferred.isEmpty() || isSecondDue;
    }

    int done() {
        return tags.size() - waiting.size() - deferred.size();
    }

    /** The next batch. */
    BatchPlan next() {
        boolean isFirst = !waiting.isEmpty();
        current = taken(isFirst ? waiting : deferred, isFirst ? BatchShape.MOST_SELECTORS : secondBatch);
        List<SelectorTags> asked =
                new ArrayList<>(current.stream().map(tags::get).toList());
        if (!isFirst) {
            isSecondDue = false;
            while (asked.size() < secondBatch) {
                asked.add(randomTags());
            }
        }
        return BatchPlan.of(parameters, asked, random);
    }

    /** Takes the answers to one round of the batch. */
    void take(List<BatchPlan.Entry> round, List<List<FoundLabel>> found) {
        for (int i = 0; i < round.size(); i++) {
            int selector = round.get(i).selector().orElse(current.size());
            if (selector < current.size()) {
                answers.set(current.get(selector), found.get(i));
            }
        }
    }

    /** After its last round. */
    void finished(BatchPlan plan) {
        plan.deferred().stream()
                .filter(selector -> selector < current.size())
                .forEach(selector -> deferred.add(current.get(selector)));
    }

    List<List<FoundLabel>> all() {
        return List.copyOf(answers);
    }

    private static List<Integer> taken(Deque<Integer> from, int most) {
        List<Integer> taken = new ArrayList<>();
        while (!from.isEmpty() && taken.size() < most) {
            taken.add(from.remove());
        }
        return taken;
    }

    private SelectorTags randomTags() {
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        return SelectorTags.of(secret, secret, 0, parameters.occurrences());
    }
}
