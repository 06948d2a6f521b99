package io.mistnet.protocols.arithmetic;

import static org.assertj.core.api.Assertions.assertThat;

import io.mistnet.protocols.channel.Step;
import io.mistnet.protocols.sharing.Party;
import io.mistnet.protocols.sharing.PartyPair;
import io.mistnet.protocols.sharing.Shared;
import io.mistnet.protocols.sharing.ThreeComputeParties;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignsTest {

    private static final Step STEP = Step.of("signs");

    private static List<boolean[]> signs(long seed, int width, long[] values, long... thresholds) {
        Map<Party, BitShares[]> parts = new ThreeComputeParties(seed).run(session -> {
            var x = Shared.between(session, PartyPair.P01, values);
            return width == 32
                    ? Signs.of32Bits(session, STEP, x, thresholds)
                    : Signs.of64Bits(session, STEP, x, thresholds);
        });
        List<boolean[]> opened = new ArrayList<>();
        for (int t = 0; t < thresholds.length; t++) {
            Map<Party, BitShares> one = new EnumMap<>(Party.class);
            int threshold = t;
            parts.forEach((party, signs) -> one.put(party, signs[threshold]));
            opened.add(Shared.openBits(one));
        }
        return opened;
    }

    private static void assertSigns(long seed, int width, long[] values, long... thresholds) {
        List<boolean[]> signs = signs(seed, width, values, thresholds);
        for (int t = 0; t < thresholds.length; t++) {
            for (int k = 0; k < values.length; k++) {
                assertThat(signs.get(t)[k])
                        .as("%d bits: %d - %d", width, values[k], thresholds[t])
                        .isEqualTo((((values[k] - thresholds[t]) >>> (width - 1)) & 1) == 1);
            }
        }
    }

    /** Borders and their neighbours, each under many masks. */
    private static long[] around(int times, long... borders) {
        return LongStream.range(0, times)
                .flatMap(k -> LongStream.of(borders))
                .flatMap(border -> LongStream.of(border - 1, border, border + 1))
                .toArray();
    }

    @ParameterizedTest
    @ValueSource(ints = {32, 64})
    void aValueIsBelowAThresholdExactlyWhereItsSignSaysSo(int width) {
        long half = width == 32 ? 1L << 31 : Long.MIN_VALUE;
        assertSigns(1, width, around(150, 0, 7, 1 << 26, half, -half, half >>> 1, 15, 16, 0x7777_7777, 0x0f0f_0f0f), 7);
    }

    @ParameterizedTest
    @ValueSource(ints = {32, 64})
    void manyThresholdsShareOneOpening(int width) {
        long[] thresholds = {0, 1, 8, 1L << 26, (1L << 26) + 1, (1L << 30) - 3};
        assertSigns(2, width, around(60, thresholds), thresholds);
    }

    @ParameterizedTest
    @ValueSource(ints = {32, 64})
    void randomWordsHaveTheSignOfTheirLowBits(int width) {
        assertSigns(3, width, new SplittableRandom(3).longs(20_000).toArray(), 0, 1L << 25, (1L << 26) + 1);
    }

    @Test
    void sixtyFourBitsSeeWhatThirtyTwoDoNot() {
        long[] values = {(1L << 32) + 5, Long.MIN_VALUE + 5, -5L << 32};
        assertThat(signs(4, 32, values, 10).get(0)).containsExactly(true, true, true);
        assertThat(signs(4, 64, values, 10).get(0)).containsExactly(false, false, true);
    }

    @Test
    void everyCountOfRowsWorks() {
        for (int rows : new int[] {1, 63, 64, 65, 127, 128, 1023, 1024, 1025, 2048, 4097}) {
            long[] values = new SplittableRandom(rows).longs(rows, -100, 100).toArray();
            assertSigns(rows, 32, values, 0);
            assertSigns(rows, 64, values, 0);
        }
    }

    @Test
    void costsAreAsDocumented() {
        assertCost(32, 1, 3 + 1, 4);
        assertCost(32, 4, 3 + 4, 4);
        assertCost(64, 2, 6 + 2 * 2, 5);
    }

    private static void assertCost(int width, int thresholds, int wordsAValue, int rounds) {
        ThreeComputeParties parties = new ThreeComputeParties(9);
        int measured = parties.roundsOf(session -> {
            var x = Shared.between(session, PartyPair.P01, new long[6_400]);
            return width == 32
                    ? Signs.of32Bits(session, STEP, x, new long[thresholds])
                    : Signs.of64Bits(session, STEP, x, new long[thresholds]);
        });
        assertThat(parties.wordsOf("signs")).isLessThanOrEqualTo(wordsAValue * 6_400L);
        assertThat(measured).isEqualTo(rounds);
    }
}
