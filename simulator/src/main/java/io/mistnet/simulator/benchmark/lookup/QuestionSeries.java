package io.mistnet.simulator.benchmark.lookup;

import io.mistnet.protocols.retrieval.SelectorTags;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** Random questions, in turn: for a record; for nothing, at a random place; for nothing, in the buckets of a record. The same for the same seed. */
final class QuestionSeries {

    private static final int KINDS = 3;

    private final SyntheticRecords records;
    private final SplittableRandom random;
    private int asked;

    QuestionSeries(SyntheticRecords records, long seed) {
        this.records = records;
        this.random = new SplittableRandom(seed);
    }

    Expected next() {
        int selector = records.selector(random.nextInt(records.count()));
        int number = asked++;
        return switch (number % KINDS) {
            case 0 -> new Expected(records.tags(selector), records.labels(selector));
            case 1 -> new Expected(records.strangersTags(number), List.of());
            default ->
                new Expected(
                        new SelectorTags(
                                records.tags(selector).position(),
                                records.strangersTags(number).occurrences()),
                        List.of());
        };
    }

    List<Expected> next(int count) {
        return Stream.generate(this::next).limit(count).toList();
    }
}
