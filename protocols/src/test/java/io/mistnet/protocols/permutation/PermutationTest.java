package io.mistnet.protocols.permutation;

import static org.assertj.core.api.Assertions.assertThat;

import io.mistnet.protocols.sharing.ChiSquare;
import io.mistnet.protocols.sharing.RandomWords;
import io.mistnet.protocols.sharing.ThreeComputeParties;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PermutationTest {

    private static long[] gather(Gather picks, long... rows) {
        long[] picked = new long[picks.rows()];
        picks.gather(rows, 0, picked.length, picked, 0);
        return picked;
    }

    /** A uniform source fails once in 10^9. */
    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 5})
    void allOrdersAreEquallyLikely(int rows) {
        RandomWords words = ThreeComputeParties.seed(1, rows).words();
        Map<List<Integer>, Integer> counts = new HashMap<>();
        for (int k = 0; k < 60_000; k++) {
            counts.merge(
                    Arrays.stream(Permutation.random(rows, words).index())
                            .boxed()
                            .toList(),
                    1,
                    Integer::sum);
        }
        int orders = IntStream.rangeClosed(1, rows).reduce(1, (a, b) -> a * b);
        assertThat(counts).hasSize(orders);
        assertThat(ChiSquare.of(
                        counts.values().stream().mapToInt(Integer::intValue).toArray()))
                .isLessThan(ChiSquare.limit(orders));
    }

    @Test
    void randomOnesArePermutations() {
        for (int rows : new int[] {0, 1, 2, 1_000, 70_000}) {
            int[] index = Permutation.random(
                            rows, ThreeComputeParties.seed(2, rows).words())
                    .index();
            assertThat(index).hasSize(rows);
            assertThat(Permutation.isPermutation(index)).isTrue();
        }
    }

    @Test
    void listsThatRepeatOrLeaveTheRowsAreNone() {
        assertThat(Permutation.isPermutation(new int[] {0, 2, 2})).isFalse();
        assertThat(Permutation.isPermutation(new int[] {0, 1, 3})).isFalse();
        assertThat(Permutation.isPermutation(new int[] {-1, 0, 1})).isFalse();
        assertThat(Permutation.isPermutation(new int[] {Integer.MIN_VALUE})).isFalse();
        assertThat(Permutation.isPermutation(new int[] {2, 0, 1})).isTrue();
    }

    @Test
    void rowKOfTheResultIsTheRowThatTheListNames() {
        assertThat(gather(new Permutation(new int[] {2, 0, 1}), 10, 11, 12)).containsExactly(12, 10, 11);
    }

    @Test
    void theInverseUndoes() {
        Permutation p = Permutation.random(100, ThreeComputeParties.seed(3, 0).words());
        long[] rows = IntStream.range(0, 100).asLongStream().toArray();
        assertThat(gather(p.inverse(), gather(p, rows))).isEqualTo(rows);
    }

    @Test
    void thenAppliesTheFirstFirst() {
        Permutation p = Permutation.random(50, ThreeComputeParties.seed(4, 0).words());
        Permutation q = Permutation.random(50, ThreeComputeParties.seed(4, 1).words());
        long[] rows = IntStream.range(0, 50).asLongStream().toArray();
        assertThat(gather(p.then(q), rows)).isEqualTo(gather(q, gather(p, rows)));
    }

    @Test
    void aBlockPermutationNeverCrossesBlocksWhereverItIsCut() {
        List<Permutation> blocks = IntStream.of(3, 1, 8, 5)
                .mapToObj(rows -> Permutation.random(
                        rows, ThreeComputeParties.seed(5, rows).words()))
                .toList();
        BlockPermutation all = new BlockPermutation(blocks);
        long[] bankOfRow = {0, 0, 0, 1, 2, 2, 2, 2, 2, 2, 2, 2, 3, 3, 3, 3, 3};
        assertThat(gather(all, bankOfRow)).isEqualTo(bankOfRow);
        long[] rows = IntStream.range(0, all.rows()).asLongStream().toArray();
        long[] whole = gather(all, rows);
        assertThat(Permutation.isPermutation(
                        Arrays.stream(whole).mapToInt(row -> (int) row).toArray()))
                .isTrue();
        for (int piece = 1; piece <= rows.length; piece++) {
            long[] pieces = new long[rows.length];
            for (int first = 0; first < rows.length; first += piece) {
                all.gather(rows, first, Math.min(piece, rows.length - first), pieces, first);
            }
            assertThat(pieces).isEqualTo(whole);
        }
    }
}
