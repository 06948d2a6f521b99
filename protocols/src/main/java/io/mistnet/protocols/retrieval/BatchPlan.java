package io.mistnet.protocols.retrieval;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Which query asks for which selector: a batch's selectors at random places among dummies, in the batch's fixed shape.
 *
 * <p><b>Security.</b> The host sees the {@link BatchShape}, which the selectors do not influence, and one query per place, which hides what it asks for. A selector whose group has no place left is deferred: the host
 * cannot tell, if the next batch is sent whether or not anything was deferred.
 *
 * @param shape what the host sees
 * @param rounds for each round one entry per query, in the order in which they are sent
 * @param deferred indices of the selectors that found no place, in ascending order
 */
public record BatchPlan(BatchShape shape, List<List<Entry>> rounds, List<Integer> deferred) {

    /**
     * One query of a batch.
     *
     * @param selector index of the selector, empty for a dummy
     */
    public record Entry(Target target, OptionalInt selector) {}

    public BatchPlan {
        rounds = rounds.stream().map(List::copyOf).toList();
        deferred = List.copyOf(deferred);
    }

    /**
     * Plans a batch.
     *
     * @param selectors 1 to {@link BatchShape#MOST_SELECTORS}
     * @param random a {@link java.security.SecureRandom} where it is not a test
     */
    public static BatchPlan of(LookupParameters parameters, List<SelectorTags> selectors, Random random) {
        BatchShape shape = BatchShape.of(parameters, selectors.size());
        List<List<Entry>> rounds = new ArrayList<>();
        IntStream.range(0, shape.rounds()).forEach(round -> rounds.add(new ArrayList<>()));
        List<Integer> deferred = new ArrayList<>();
        DummyTargets dummies = new DummyTargets(parameters, random);
        for (int i = 0; i < shape.regions().size(); i++) {
            Region region = shape.regions().get(i);
            List<Entry> asked = shuffled(wanted(parameters, region, selectors), random);
            int places = shape.times() * shape.rounds();
            while (asked.size() > places) {
                deferred.add(asked.remove(places).selector().orElseThrow());
            }
            while (asked.size() < places) {
                asked.add(new Entry(dummies.in(region), OptionalInt.empty()));
            }
            List<Entry> placed = shuffled(asked, random);
            for (int place = 0; place < places; place++) {
                rounds.get(place / shape.times()).add(placed.get(place));
            }
        }
        Collections.sort(deferred);
        return new BatchPlan(shape, rounds, deferred);
    }

    private static List<Entry> wanted(LookupParameters parameters, Region region, List<SelectorTags> selectors) {
        List<Entry> wanted = new ArrayList<>();
        for (int i = 0; i < selectors.size(); i++) {
            SelectorTags tags = selectors.get(i);
            Placement placement = Placement.of(tags.position(), parameters.layout());
            if (region.equals(parameters.whole()) || region.equals(parameters.group(placement.group()))) {
                wanted.add(new Entry(new Target(region, placement, tags.occurrences()), OptionalInt.of(i)));
            }
        }
        return wanted;
    }

    private static List<Entry> shuffled(List<Entry> entries, Random random) {
        List<Entry> shuffled = new ArrayList<>(entries);
        Collections.shuffle(shuffled, random);
        return shuffled;
    }
}
