package io.mistnet.protocols.retrieval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BatchPlanTest {

    private final LookupParameters parameters = LookupPlanner.plan(1_000_000, 32, 1);
    private final Selectors selectors = new Selectors(parameters);

    @Test
    void theShapeDependsOnTheClassOfTheNumberAlone() {
        BatchShape shape = BatchShape.of(parameters, 256);
        assertThat(BatchShape.of(parameters, 65)).isEqualTo(shape);
        assertThat(BatchShape.of(parameters, 64)).isNotEqualTo(shape);
        assertThat(shape.regions()).hasSize(parameters.layout().groups());
        assertThat(shape.times()).isEqualTo(12);
        assertThat(shape.rounds()).isEqualTo(1);
        assertThat(BatchShape.of(parameters, 1024).rounds()).isEqualTo(4);
    }

    @Test
    void aSmallBatchAsksTheWholeTableAndDefersNothing() {
        BatchShape shape = BatchShape.of(parameters, 1);
        assertThat(shape.regions()).containsExactly(parameters.whole());
        assertThat(shape.queriesPerRound()).isEqualTo(16);
        assertThat(plan(anySelectors(16, "a"), 1).deferred()).isEmpty();
    }

    /** 56 MiB are 454 answers of 129 kB with their headers: 64 groups asked 7 times fit in, 68 groups asked 7 times do not. */
    @Test
    void aRoundThatWouldBeTooLongForAMessageIsCutInTwo() {
        BatchShape fits = BatchShape.of(cut(16), 256);
        assertThat(fits.queriesPerRound()).isEqualTo(64 * 7);
        assertThat(fits.rounds()).isEqualTo(1);
        BatchShape tooLong = BatchShape.of(cut(17), 256);
        assertThat(tooLong.queriesPerRound()).isEqualTo(68 * 4);
        assertThat(tooLong.rounds()).isEqualTo(2);
    }

    @Test
    void noRoundIsLongerThanAMessageMayBe() {
        for (int columnGroups = 1; columnGroups <= 160; columnGroups++) {
            LookupParameters cut = cut(columnGroups);
            for (int selectors : new int[] {16, 64, 256, 1024}) {
                BatchShape shape = BatchShape.of(cut, selectors);
                long each = Math.max(
                        cut.encryption().queryBytes(shape.regions().get(0).shape()),
                        cut.encryption().answerBytes() + AnswerHeader.BYTES);
                assertThat(shape.queriesPerRound() * each)
                        .as("%d selectors, %d column groups", selectors, columnGroups)
                        .isLessThanOrEqualTo(BatchShape.MOST_ROUND_BYTES);
                int wanted = BatchShape.timesFor(selectors, shape.regions().size());
                assertThat(shape.times() * shape.rounds()).isBetween(wanted, wanted + shape.rounds() - 1);
            }
        }
    }

    private static LookupParameters cut(int columnGroups) {
        return new LookupParameters(1_000, 32, 1, 14, new TableLayout(columnGroups, 320, columnGroups, 4), 4);
    }

    /** What the host sees of the plan: which region every query of every round runs over. */
    @Test
    void differentAndEvenEqualSelectorsGiveTheSameShape() {
        List<SelectorTags> equal = Collections.nCopies(200, selectors.tags("one"));
        List<List<Region>> seen = regions(plan(anySelectors(200, "a"), 1));
        assertThat(regions(plan(anySelectors(70, "b"), 2))).isEqualTo(seen);
        assertThat(regions(plan(equal, 3))).isEqualTo(seen);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 16, 17, 200, 256, 1000, 1024})
    void everySelectorIsAskedOnceOrDeferred(int count) {
        List<SelectorTags> tags = anySelectors(count, "a");
        BatchPlan plan = plan(tags, count);
        List<Integer> seen = new ArrayList<>(plan.deferred());
        for (List<BatchPlan.Entry> round : plan.rounds()) {
            for (BatchPlan.Entry entry : round) {
                requireInside(entry.target());
                entry.selector().ifPresent(selector -> {
                    seen.add(selector);
                    assertThat(entry.target().placement())
                            .isEqualTo(Placement.of(tags.get(selector).position(), parameters.layout()));
                });
            }
        }
        assertThat(seen)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, count).boxed().toList());
    }

    @Test
    void underFourInAHundredAreDeferred() {
        int deferred = 0;
        for (int batch = 0; batch < 40; batch++) {
            deferred += plan(anySelectors(256, "batch %d".formatted(batch)), batch)
                    .deferred()
                    .size();
        }
        assertThat(deferred).isBetween(1, 40 * 256 * 4 / 100);
    }

    /** With 1 selector in 12 places of its group and 28 groups: each of the places is taken equally often. */
    @Test
    void realQueriesStandAtRandomPlaces() {
        List<SelectorTags> tags = new ArrayList<>(anySelectors(65, "filling"));
        int[] counts = new int[12];
        int trials = 1200;
        for (int trial = 0; trial < trials; trial++) {
            List<BatchPlan.Entry> round = plan(tags, trial).rounds().get(0);
            int place = IntStream.range(0, round.size())
                    .filter(i -> round.get(i).selector().equals(OptionalInt.of(0)))
                    .findFirst()
                    .orElseThrow();
            counts[place % 12]++;
        }
        double chiSquare = 0;
        for (int count : counts) {
            chiSquare += (count - 100) * (count - 100) / 100.0;
        }
        // one in a million for 11 degrees of freedom
        assertThat(chiSquare).isLessThan(48);
    }

    @Test
    void dummiesSpreadOverTheirRegionAndHaveTagsOfTheirOwn() {
        DummyTargets dummies = new DummyTargets(parameters, new Random(4));
        List<Target> targets = IntStream.range(0, 500)
                .mapToObj(i -> dummies.in(parameters.group(5)))
                .toList();
        targets.forEach(this::requireInside);
        assertThat(targets.stream().map(target -> target.placement().column()).distinct())
                .hasSize(parameters.layout().groupColumns());
        assertThat(targets.stream().map(target -> target.placement().upper()).distinct())
                .hasSize(parameters.layout().halfRows());
        assertThat(targets.stream()
                        .map(target -> target.occurrences().get(0).fingerprint())
                        .distinct())
                .hasSize(500);
    }

    @Test
    void tooManySelectorsAreRefused() {
        assertThatThrownBy(() -> BatchShape.of(parameters, 1025))
                .hasMessage("a batch of 1025 selectors: choose 1 to 1024");
        assertThatThrownBy(() -> plan(List.of(), 1)).hasMessage("a batch of 0 selectors: choose 1 to 1024");
    }

    private void requireInside(Target target) {
        TableLayout layout = parameters.layout();
        Region region = target.region();
        Placement placement = target.placement();
        int column = placement.column() - region.firstColumn();
        int upper = placement.upper() - region.firstRow();
        int lower = placement.lower() - region.firstRow();
        assertThat(column).isBetween(0, region.shape().columns() - 1);
        assertThat(upper).isBetween(0, region.shape().rows() - 1);
        assertThat(region.shape().isUpper(upper)).isTrue();
        assertThat(region.shape().isUpper(lower)).isFalse();
        assertThat(layout.group(placement.column(), placement.upper())).isEqualTo(placement.group());
        assertThat(layout.cell(placement.column(), placement.upper()))
                .isEqualTo(layout.cell(placement.column(), placement.lower()));
    }

    private BatchPlan plan(List<SelectorTags> tags, long seed) {
        return BatchPlan.of(parameters, tags, new Random(seed));
    }

    private List<SelectorTags> anySelectors(int count, String name) {
        return IntStream.range(0, count)
                .mapToObj(i -> selectors.tags("%s %d".formatted(name, i)))
                .toList();
    }

    private static List<List<Region>> regions(BatchPlan plan) {
        return plan.rounds().stream()
                .map(round ->
                        round.stream().map(entry -> entry.target().region()).toList())
                .toList();
    }
}
