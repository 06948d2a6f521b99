package io.mistnet.protocols.arithmetic;

import static org.assertj.core.api.Assertions.assertThat;

import io.mistnet.protocols.channel.Step;
import io.mistnet.protocols.sharing.PartyPair;
import io.mistnet.protocols.sharing.Shared;
import io.mistnet.protocols.sharing.ThreeComputeParties;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ClampTest {

    private static final long BOUND = 1L << 26;

    private static void assertClamped(long seed, long... values) {
        long[] results = Shared.opened(
                new ThreeComputeParties(seed),
                session -> Clamp.run(session, Step.of("clamp"), Shared.between(session, PartyPair.P01, values), BOUND));
        assertThat(results)
                .containsExactly(Arrays.stream(values)
                        .map(r -> r >= 0 && r <= BOUND ? r : 0)
                        .toArray());
    }

    @Test
    void valuesInRangeStayAndOthersBecomeZero() {
        long lowest = -(1L << 31) + BOUND + 1;
        long highest = (1L << 31) - 1;
        long[] edges = {-1, 0, 1, BOUND - 1, BOUND, BOUND + 1, lowest, lowest + 1, highest, highest - 1, -BOUND};
        assertClamped(
                1, LongStream.range(0, 400).flatMap(k -> Arrays.stream(edges)).toArray());
    }

    @Test
    void whateverATruncationCanGiveIsClamped() {
        long most = (1L << 29) - 1;
        assertClamped(2, -most, most, 1 - most, most - 1);
        assertClamped(3, new SplittableRandom(3).longs(20_000, -most, most + 1).toArray());
    }

    @Test
    void itTakesSixRoundsAndNineWordsAValue() {
        ThreeComputeParties parties = new ThreeComputeParties(4);
        int rounds = parties.roundsOf(session ->
                Clamp.run(session, Step.of("clamp"), Shared.between(session, PartyPair.P01, new long[6_400]), BOUND));
        assertThat(parties.wordsOf("clamp")).isLessThanOrEqualTo(9 * 6_400);
        assertThat(rounds).isEqualTo(6);
    }
}
