package io.mistnet.protocols.retrieval;

import static org.assertj.core.api.Assertions.assertThat;

import io.mistnet.he.Kernel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The whole lookup, from tags through a real encrypted table to opened labels, against {@link PlainLookup}. */
class LookupTwinTest {

    private static final int SELECTORS = 600;

    private final SplittableRandom random = new SplittableRandom(11);
    private long nextRecord;

    static Stream<Arguments> sizesAndKernels() {
        return Stream.of(Kernel.values())
                .filter(Kernel::isSupported)
                .flatMap(kernel -> Stream.of(
                        Arguments.of(LookupPlanner.plan(1000, 32, 4), kernel),
                        Arguments.of(LookupPlanner.plan(1000, 17, 1), kernel),
                        Arguments.of(LookupPlanner.plan(1000, 256, 8), kernel),
                        Arguments.of(fine(new TableLayout(6, 16, 3, 2)), kernel)));
    }

    /** The plain modulus of large tables. */
    private static LookupParameters fine(TableLayout layout) {
        return new LookupParameters(1000, 64, 3, 13, layout, 2);
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("sizesAndKernels")
    @Tag("slow")
    void findsWhatThePlainLookupFindsBeforeWithinAndAfterUpdates(LookupParameters parameters, Kernel kernel)
            throws RefusedContributionException {
        Selectors selectors = new Selectors(parameters);
        PlainLookup<String, String> before = new PlainLookup<>(parameters.occurrences());
        try (LookupHost host = new LookupHost(parameters, kernel);
                Inquirer asker = new Inquirer(host)) {
            List<Change> first = changes(900);
            apply(first, before, host, selectors);
            host.update();
            requireAlike(asker, selectors, before, before, host.header().boundary());

            PlainLookup<String, String> after = new PlainLookup<>(parameters.occurrences());
            replay(first, after);
            List<Change> second = changes(300);
            apply(second, after, host, selectors);
            host.beginUpdate();
            for (int boundary : new int[] {
                0, 1, parameters.layout().columns() - 1, parameters.layout().columns()
            }) {
                host.sweepTo(Math.max(boundary, host.header().boundary()));
                requireAlike(asker, selectors, before, after, host.header().boundary());
            }
        }
    }

    @Test
    @Tag("slow")
    void aBatchFindsWhatSingleQueriesFind() throws RefusedContributionException {
        LookupParameters parameters = LookupPlanner.plan(10_000, 64, 4);
        Selectors selectors = new Selectors(parameters);
        PlainLookup<String, String> plain = new PlainLookup<>(parameters.occurrences());
        try (LookupHost host = new LookupHost(parameters, Kernel.best());
                Inquirer asker = new Inquirer(host)) {
            apply(changes(900), plain, host, selectors);
            host.update();
            for (int count : new int[] {5, 200}) {
                List<String> asked =
                        Stream.generate(this::anySelector).limit(count).toList();
                Map<Integer, List<FoundLabel>> found =
                        asker.findAll(asked.stream().map(selectors::tags).toList(), new Random(count));
                assertThat(found.size()).isGreaterThan(count * 9 / 10);
                found.forEach((index, labels) ->
                        assertThat(texts(labels)).containsExactlyInAnyOrderElementsOf(plain.find(asked.get(index))));
            }
        }
    }

    private record Change(long recordId, String selector, String label) {}

    /** New records, changed ones, changed selectors and (label empty) removals. */
    private List<Change> changes(int count) {
        List<Change> changes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            boolean old = nextRecord > 0 && random.nextInt(3) == 0;
            long recordId = old ? random.nextLong(nextRecord) : nextRecord++;
            String label = old && random.nextBoolean() ? "" : "label %d".formatted(random.nextInt(1_000_000));
            changes.add(new Change(recordId, anySelector(), label));
        }
        return changes;
    }

    /** Half of all draws hit a few selectors, so that some have as many records as they may. */
    private String anySelector() {
        return "tel:+49%d".formatted(random.nextInt(random.nextBoolean() ? 20 : SELECTORS));
    }

    private static void apply(
            List<Change> changes, PlainLookup<String, String> plain, LookupHost host, Selectors selectors)
            throws RefusedContributionException {
        for (Change change : changes) {
            boolean done = applyPlain(change, plain);
            if (change.label().isEmpty()) {
                assertThat(host.bucketTable.remove(new RecordId(0, change.recordId())))
                        .isEqualTo(done);
                continue;
            }
            Contribution contribution = selectors.contribution(
                    change.recordId(), change.selector(), change.label().getBytes(StandardCharsets.UTF_8));
            if (done) {
                host.bucketTable.put(contribution);
            } else {
                assertThat(refused(host, contribution)).contains("records already");
            }
        }
    }

    private static String refused(LookupHost host, Contribution contribution) {
        try {
            host.bucketTable.put(contribution);
            return "taken";
        } catch (RefusedContributionException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private static void replay(List<Change> changes, PlainLookup<String, String> plain) {
        changes.forEach(change -> applyPlain(change, plain));
    }

    private static boolean applyPlain(Change change, PlainLookup<String, String> plain) {
        RecordId recordId = new RecordId(0, change.recordId());
        return change.label().isEmpty()
                ? plain.remove(recordId)
                : plain.put(recordId, change.selector(), change.label());
    }

    /** Columns below the boundary show the new state, the others the one before. */
    private void requireAlike(
            Inquirer asker,
            Selectors selectors,
            PlainLookup<String, String> before,
            PlainLookup<String, String> after,
            int boundary) {
        Set<String> asked = new HashSet<>();
        for (int i = 0; i < 20; i++) {
            asked.add("tel:+49%d".formatted(i));
            asked.add(anySelector());
            asked.add("unknown %d".formatted(i));
        }
        for (String selector : asked) {
            SelectorTags tags = selectors.tags(selector);
            int column = Placement.of(tags.position(), asker.layout()).column();
            List<String> expected = (column < boundary ? after : before).find(selector);
            assertThat(texts(asker.find(tags))).containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    private static List<String> texts(List<FoundLabel> labels) {
        return labels.stream()
                .map(label -> new String(label.content(), StandardCharsets.UTF_8))
                .toList();
    }
}
