package io.mistnet.protocols.checking;

import static org.assertj.core.api.Assertions.assertThat;

import io.mistnet.protocols.channel.Step;
import io.mistnet.protocols.sharing.PartyPair;
import io.mistnet.protocols.sharing.Shared;
import io.mistnet.protocols.sharing.ThreeComputeParties;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RangeCheckTest {

    private static void assertChecked(long seed, long bound, long... values) {
        boolean[] outside = Shared.openBits(new ThreeComputeParties(seed)
                .run(session -> RangeCheck.outside(
                        session, Step.of("range"), Shared.between(session, PartyPair.P01, values), bound)));
        for (int k = 0; k < values.length; k++) {
            assertThat(outside[k]).as("%d in [0, %d]", values[k], bound).isEqualTo(values[k] < 0 || values[k] > bound);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 1L << 26, 1L << 35, 1L << 61, (1L << 62) - 1})
    void valuesFromZeroToTheBoundPassAndNoOthers(long bound) {
        long[] values = LongStream.range(0, 60)
                .flatMap(k -> LongStream.of(
                        0,
                        1,
                        -1,
                        bound - 1,
                        bound,
                        bound + 1,
                        -bound,
                        (1L << 32) + 5,
                        (1L << 32) + bound,
                        (1L << 36) + 1,
                        1L << 62,
                        Long.MAX_VALUE,
                        Long.MIN_VALUE,
                        Long.MIN_VALUE + 1,
                        Long.MIN_VALUE + bound,
                        Long.MIN_VALUE + bound + 1))
                .toArray();
        assertChecked(bound, bound, values);
    }

    @Test
    void randomWordsOfAllSizes() {
        long[] values = new SplittableRandom(1)
                .longs(20_000)
                .map(word -> word >> (int) (word & 63))
                .toArray();
        assertChecked(1, 1L << 35, values);
    }

    @Test
    void itTakesSixRoundsAndTenWordsAValue() {
        ThreeComputeParties parties = new ThreeComputeParties(2);
        int rounds = parties.roundsOf(session -> RangeCheck.outside(
                session, Step.of("range"), Shared.between(session, PartyPair.P01, new long[6_400]), 9));
        assertThat(parties.wordsOf("range")).isLessThan(10 * 6_400);
        assertThat(rounds).isEqualTo(6);
    }
}
