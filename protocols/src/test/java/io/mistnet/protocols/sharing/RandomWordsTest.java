package io.mistnet.protocols.sharing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RandomWordsTest {

    private static RandomWords words(int which) {
        return ThreeComputeParties.seed(1, which).words();
    }

    @Test
    void holdersOfASeedDrawTheSameWordsInPiecesOfAnySize() {
        long[] whole = words(0).next(10_000);
        RandomWords pieces = words(0);
        long[] drawn = new long[10_000];
        int done = 0;
        for (int piece = 1; done < drawn.length; piece = piece * 3 + 1) {
            int now = Math.min(piece, drawn.length - done);
            pieces.fill(drawn, done, now);
            done += now;
        }
        assertThat(drawn).isEqualTo(whole);
    }

    @Test
    void otherSeedsGiveOtherWords() {
        assertThat(words(0).next(4)).isNotEqualTo(words(1).next(4));
    }

    /** A uniform source fails once in 10^9. */
    @ParameterizedTest
    @ValueSource(ints = {2, 3, 5, 7, 10, 64, 100, 1_000})
    void numbersBelowABoundAreUniform(int bound) {
        int[] counts = new int[bound];
        RandomWords words = words(bound);
        int draws = 200_000;
        for (int k = 0; k < draws; k++) {
            counts[words.below(bound)]++;
        }
        assertThat(ChiSquare.of(counts)).isLessThan(ChiSquare.limit(bound));
    }

    /** A bound of three quarters of 2^32 shows at once where rejection is missing: the lower half would come twice as often. */
    @Test
    void aBoundNearTheLargestIsUniformToo() {
        int bound = 3 << 29;
        int[] counts = new int[3];
        RandomWords words = words(2);
        for (int k = 0; k < 300_000; k++) {
            counts[words.below(bound) / (1 << 29)]++;
        }
        assertThat(ChiSquare.of(counts)).isLessThan(ChiSquare.limit(3));
    }

    @Test
    void nothingButZeroIsBelowOne() {
        RandomWords words = words(3);
        for (int k = 0; k < 2_000; k++) {
            assertThat(words.below(1)).isZero();
        }
    }
}
