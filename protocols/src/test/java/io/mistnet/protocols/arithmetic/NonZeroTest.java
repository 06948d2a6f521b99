package io.mistnet.protocols.arithmetic;

import static org.assertj.core.api.Assertions.assertThat;

import io.mistnet.protocols.channel.Step;
import io.mistnet.protocols.sharing.PartyPair;
import io.mistnet.protocols.sharing.Shared;
import io.mistnet.protocols.sharing.ThreeComputeParties;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class NonZeroTest {

    private static boolean[] test(long seed, long... values) {
        return Shared.openBits(new ThreeComputeParties(seed)
                .run(session -> NonZero.run(session, Step.of("test"), Shared.between(session, PartyPair.P01, values))));
    }

    private static void assertTested(long seed, long... values) {
        boolean[] bits = test(seed, values);
        for (int k = 0; k < values.length; k++) {
            assertThat(bits[k]).as("%x", values[k]).isEqualTo((int) values[k] != 0);
        }
    }

    @Test
    void onlyZeroIsZero() {
        long[] singleBits = new long[64 * 70];
        for (int k = 0; k < singleBits.length; k++) {
            singleBits[k] = k % 70 < 6 ? 0 : 1L << (k % 32);
        }
        assertTested(1, singleBits);
        assertTested(2, -1, 1, 0, Integer.MAX_VALUE, 1L << 31, 0xffff_ffffL, 15, 16);
    }

    @Test
    void valuesAreTakenModuloTwoToTheThirtyTwo() {
        assertTested(3, 1L << 32, (1L << 32) + 1, -1L << 32, Long.MIN_VALUE);
    }

    @Test
    void sparseRandomVectorsOfEveryLength() {
        for (int rows : new int[] {1, 64, 65, 2047, 2048, 2049, 9_000}) {
            SplittableRandom random = new SplittableRandom(rows);
            assertTested(
                    rows,
                    random.longs(rows).map(word -> (word & 3) == 0 ? word : 0).toArray());
        }
    }

    @Test
    void itTakesFourRoundsAndFourWordsAValue() {
        ThreeComputeParties parties = new ThreeComputeParties(4);
        int rounds = parties.roundsOf(session ->
                NonZero.run(session, Step.of("test"), Shared.between(session, PartyPair.P01, new long[6_400])));
        assertThat(parties.wordsOf("test")).isLessThanOrEqualTo(4 * 6_400);
        assertThat(rounds).isEqualTo(4);
    }
}
