package io.mistnet.protocols.arithmetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mistnet.protocols.channel.Step;
import io.mistnet.protocols.sharing.Additive;
import io.mistnet.protocols.sharing.PartyPair;
import io.mistnet.protocols.sharing.Shared;
import io.mistnet.protocols.sharing.ThreeComputeParties;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TruncationTest {

    private static final Step STEP = Step.of("truncation");

    private static long[] truncated(long seed, int bits, long... values) {
        return Shared.opened(new ThreeComputeParties(seed), session -> {
            Additive z = Shared.between(session, PartyPair.P01, values);
            Truncation.run(session, STEP, z, bits);
            return z;
        });
    }

    /** Every value many times over, under as many masks. */
    private static long[] repeated(int times, long... values) {
        return LongStream.range(0, times).flatMap(k -> Arrays.stream(values)).toArray();
    }

    private static void assertExactOrOneMore(int bits, long[] values, long[] results) {
        for (int k = 0; k < values.length; k++) {
            long exact = values[k] >> bits;
            boolean divides = exact << bits == values[k];
            assertThat(results[k])
                    .as("%d / 2^%d", values[k], bits)
                    .isGreaterThanOrEqualTo(exact)
                    .isLessThanOrEqualTo(divides ? exact : exact + 1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 30, 35, 62})
    void theResultIsExactOrOneMoreAtTheEdgesOfTheRange(int bits) {
        long unit = 1L << bits;
        long[] edges = {
            0,
            1,
            unit - 1,
            unit,
            unit + 1,
            (1L << 35) - 1,
            1L << 35,
            3L << 35,
            (1L << 61) - 1,
            1L << 61,
            (1L << 62) - 1,
            1L << 62,
            (1L << 62) + unit / 2,
            Long.MAX_VALUE - 1,
            Long.MAX_VALUE
        };
        long[] values = repeated(700, edges);
        assertExactOrOneMore(bits, values, truncated(1, bits, values));
    }

    @Test
    void theResultIsExactOrOneMoreForRandomValues() {
        SplittableRandom random = new SplittableRandom(2);
        long[] values = random.longs(50_000)
                .map(word -> word >>> (1 + (int) (word & 31)))
                .toArray();
        assertExactOrOneMore(35, values, truncated(2, 35, values));
    }

    @Test
    void multiplesAreExact() {
        long[] values = new SplittableRandom(3)
                .longs(20_000, 0, 1L << 28)
                .map(q -> q << 35)
                .toArray();
        assertThat(truncated(3, 35, values))
                .containsExactly(Arrays.stream(values).map(z -> z >> 35).toArray());
    }

    @Test
    void roundingIsFairSoThatItsErrorsCancel() {
        long[] values = new long[40_000];
        Arrays.fill(values, (5L << 35) + (1L << 33));
        double mean = Arrays.stream(truncated(4, 35, values)).average().orElseThrow();
        assertThat(mean).isBetween(5.24, 5.26);
    }

    @Test
    void valuesBeyondTheRangeStayWithinTheDocumentedMagnitude() {
        long[] values = repeated(2_000, Long.MIN_VALUE, Long.MIN_VALUE + 1, -1, -2, -(1L << 35), -(1L << 61));
        assertThat(largest(truncated(5, 35, values))).isLessThan(1L << 29);
        long[] words = new SplittableRandom(6).longs(50_000).toArray();
        assertThat(largest(truncated(6, 35, words))).isLessThan(1L << 29);
    }

    private static long largest(long[] values) {
        return Arrays.stream(values).map(Math::abs).max().orElseThrow();
    }

    @Test
    void itTakesOneRoundAndFourWordsAValue() {
        ThreeComputeParties parties = new ThreeComputeParties(7);
        int rounds = parties.roundsOf(session -> {
            Truncation.run(session, STEP, Shared.between(session, PartyPair.P01, new long[5_000]), 35);
            return session.me();
        });
        assertThat(rounds).isEqualTo(1);
        assertThat(parties.wordsOf("truncation")).isEqualTo(4 * 5_000);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 63, 64})
    void itDividesByPowersFromOneToSixtyTwo(int bits) {
        assertThatThrownBy(() -> truncated(8, bits, 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
