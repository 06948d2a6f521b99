package io.mistnet.protocols.propagation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Blocks of banks side by side, and their padded sizes. */
class LayoutTest {

    @Test
    void blocksStandSideBySide() {
        Layout layout = new Layout(List.of(new BlockSizes(8, 16, 9), new BlockSizes(10, 8, 8)));
        assertThat(layout.accountStarts()).containsExactly(0, 8, 18);
        assertThat(layout.senderStarts()).containsExactly(0, 24, 42);
        assertThat(layout.receiverStarts()).containsExactly(0, 17, 35);
    }

    @Test
    void sumsBeginAnewAtEveryBank() {
        long[] rows = {1, 2, 3, 10, 20, -7};
        Layout.runningSums(rows, new int[] {0, 3, 5, 6});
        assertThat(rows).containsExactly(1, 3, 6, 10, 30, -7);
    }

    @Test
    void differencesBeginAnewAtEveryBank() {
        long[] rows = {9, 9, 9, 9, 9, 9, 9};
        Layout.spreadDifferences(new long[] {5, 7, 100}, new int[] {0, 2, 3}, rows, new int[] {0, 4, 7});
        assertThat(rows).containsExactly(5, 2, 0, 0, 100, 0, 0);
        long[] accounts = new long[3];
        Layout.collectDifferences(
                new long[] {5, 7, 1, 1, 100, 1, 1}, new int[] {0, 4, 7}, accounts, new int[] {0, 2, 3});
        assertThat(accounts).containsExactly(5, 2, 100);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 8, 9, 15, 16, 17, 31, 32, 33, 1_000, 60_000, 1 << 26, (1 << 27) - 1})
    void aSizeClassHoldsTheCountAndAddsAnEighthAtMost(int count) {
        int padded = BlockSizes.classOf(count);
        assertThat(padded).isGreaterThanOrEqualTo(Math.max(8, count));
        assertThat((double) padded).isLessThanOrEqualTo(Math.max(8, count * 1.125));
        assertThat(BlockSizes.classOf(padded)).isEqualTo(padded);
    }
}
