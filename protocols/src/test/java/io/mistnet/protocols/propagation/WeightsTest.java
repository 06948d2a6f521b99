package io.mistnet.protocols.propagation;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Rounding of one account's weights. Errors are held against exact fractions, over the worst set of senders with risk 1. */
class WeightsTest {

    private static final long DELTA = FixedPoint.weight(0.7);
    private static final int ITERATIONS = 10;

    private static long[] amounts(int count, IntToLongFunction amount) {
        return IntStream.range(0, count).mapToLong(amount).toArray();
    }

    private static BigInteger sum(long[] numbers) {
        return Arrays.stream(numbers).mapToObj(BigInteger::valueOf).reduce(BigInteger.ZERO, BigInteger::add);
    }

    /** The weights, which are found to be floors or ceilings with the exact sum. */
    private static long[] share(long delta, long[] amounts, BigInteger income) {
        long[] weights = new long[amounts.length];
        new Weights(new SplittableRandom(11)).share(delta, amounts, amounts.length, income, weights);
        for (int k = 0; k < amounts.length; k++) {
            BigInteger floor = BigInteger.valueOf(delta)
                    .multiply(BigInteger.valueOf(amounts[k]))
                    .divide(income);
            assertThat(weights[k] - floor.longValueExact()).isBetween(0L, 1L);
        }
        assertThat(sum(weights))
                .isEqualTo(BigInteger.valueOf(delta).multiply(sum(amounts)).divide(income));
        return weights;
    }

    private static long[] share(long[] amounts) {
        return share(DELTA, amounts, sum(amounts));
    }

    /** The largest error of a sum of weights times risks in [0, 1], in units: all errors of one sign, where the others' risks are 0. */
    private static double worstError(long[] weights, long[] amounts, BigInteger income) {
        double whole = income.doubleValue();
        double up = 0;
        double down = 0;
        for (int k = 0; k < weights.length; k++) {
            BigInteger scaled = BigInteger.valueOf(weights[k])
                    .multiply(income)
                    .subtract(BigInteger.valueOf(DELTA).multiply(BigInteger.valueOf(amounts[k])));
            double error = scaled.doubleValue() / whole;
            up += Math.max(error, 0);
            down += Math.max(-error, 0);
        }
        return Math.max(up, down);
    }

    @Test
    void sumsAreExactForAmountsAndIncomesOfAllSizes() {
        for (int seed = 0; seed < 300; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            int bits = random.nextInt(1, 54);
            long[] amounts = amounts(random.nextInt(1, 60), k -> 1 + random.nextLong(1L << bits));
            BigInteger outside = BigInteger.valueOf(random.nextBoolean() ? 0 : random.nextLong(1L << 62));
            long delta = random.nextBoolean() ? 1 + random.nextLong(FixedPoint.WEIGHT_ONE) : DELTA;
            share(delta, amounts, sum(amounts).add(outside));
        }
    }

    @Test
    void incomesBeyondTwoToTheSixtyThreeAreExactToo() {
        long[] amounts = amounts(4_000, k -> (1L << 53) - k);
        assertThat(sum(amounts).bitLength()).isGreaterThan(64);
        share(amounts);
        share(DELTA, amounts, sum(amounts).shiftLeft(20));
        share(amounts(9_000, k -> (1L << 53) - 3L * k));
    }

    @Test
    void listedAmountsBesideAHugeOutsideIncomeAreNeverNegative() {
        for (int seed = 0; seed < 20; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            long[] amounts = amounts(9_000, k -> 1 + random.nextLong(1L << 53));
            share(DELTA, amounts, sum(amounts).add(BigInteger.valueOf(1 + random.nextLong(Long.MAX_VALUE))));
        }
    }

    /** Income 2^62 - 1 loses half a unit where it is halved to be handled as a word; even remainders lose nothing, and seem to make up one whole more than they do. */
    @Test
    void remaindersThatFallJustShortOfAWholeDoNotMakeOne() {
        int rows = 9_000;
        long low = 1L << 27;
        SplittableRandom random = new SplittableRandom(4);
        long[] amounts = amounts(rows, k -> low * 2 * random.nextLong(1_000_000) + random.nextLong(low));
        long income = (1L << 62) - 1;
        amounts[0] += low - 1 - Arrays.stream(amounts).sum() % low;
        long left = income - 2 * low - Arrays.stream(amounts).sum();
        for (int k = 1; left > 0; k++) {
            long more = Math.min(left, 20_000_000 * low);
            amounts[k] += more;
            left -= more;
        }
        share(FixedPoint.WEIGHT_ONE, amounts, BigInteger.valueOf(income));
    }

    @Test
    void missingUnitsGoToTheLargestRemainders() {
        long[] amounts = amounts(20, k -> k % 2 == 0 ? 9 : 1);
        assertThat(share(10, amounts, BigInteger.valueOf(100))).containsExactly(amounts(20, k -> 1 - k % 2));
    }

    @Test
    void oneHugeAmountAmongOnes() {
        long[] amounts = amounts(10_000, k -> k == 5_000 ? 1L << 53 : 1);
        long[] weights = share(amounts);
        assertThat(weights[5_000]).isGreaterThan(DELTA - 10);
    }

    @Test
    void noIncomeOrNoDeltaGivesNoWeight() {
        long[] weights = {9, 9, 9};
        new Weights(new SplittableRandom(1)).share(DELTA, new long[3], 2, BigInteger.ZERO, weights);
        assertThat(weights).containsExactly(0, 0, 9);
        new Weights(new SplittableRandom(1)).share(0, new long[] {5, 6, 7}, 3, BigInteger.valueOf(18), weights);
        assertThat(weights).containsOnly(0);
    }

    /** As FixedPoint promises: d / 4 units where the largest remainders are rounded up, for the worst amounts too. */
    @Test
    void upToTheLargestRemaindersRowsTheErrorIsAQuarterOfAUnitARow() {
        int most = Weights.LARGEST_REMAINDER_ROWS;
        for (int rows : new int[] {2, 3, 412, 4_096, most}) {
            for (long amount : new long[] {1, 3, 1L << 40}) {
                long[] equal = amounts(rows, k -> amount);
                assertThat(worstError(share(equal), equal, sum(equal))).isLessThanOrEqualTo(rows / 4.0 + 1);
            }
            SplittableRandom random = new SplittableRandom(rows);
            long[] mixed = amounts(rows, k -> 1 + random.nextLong(1L << random.nextInt(1, 53)));
            assertThat(worstError(share(mixed), mixed, sum(mixed))).isLessThanOrEqualTo(rows / 4.0 + 1);
        }
    }

    @Test
    void remaindersOfOneHalfReachTheBoundAndNoMore() {
        int rows = 8_000;
        long half = FixedPoint.WEIGHT_ONE / 2;
        long[] amounts = amounts(rows, k -> 1);
        BigInteger income = BigInteger.valueOf(FixedPoint.WEIGHT_ONE);
        long[] weights = share(half, amounts, income);
        assertThat(weights).containsOnly(0, 1);
        assertThat(Arrays.stream(weights).sum()).isEqualTo(rows / 2);
    }

    /** From there on coins decide, so that no choice of senders that does not know them does harm. */
    @Test
    void everySecondSenderAtRiskOneAmongTenThousandEqualAmounts() {
        assertWithinBudget(amounts(10_000, k -> 1), k -> k % 2);
        assertWithinBudget(amounts(11_500, k -> 7), k -> k % 2);
        assertWithinBudget(amounts(11_500, k -> 7), k -> k < 5_750 ? 1 : 0);
    }

    @Test
    void adversarialAmountsAtTheLargestPromisedDegree() {
        int rows = 11_500;
        assertWithinBudget(amounts(rows, k -> k % 2 == 0 ? 1 : 1_000_003), k -> k % 2);
        assertWithinBudget(amounts(rows, k -> k % 2 == 0 ? 1L << 52 : 1), k -> k % 2);
        assertWithinBudget(amounts(rows, k -> 1L << k % 53), k -> k % 3 == 0 ? 1 : 0);
    }

    @Test
    @Tag("slow")
    void aHubOfAMillionSenders() {
        SplittableRandom random = new SplittableRandom(5);
        assertWithinBudget(amounts(1_000_000, k -> 1), k -> k % 2);
        assertWithinBudget(amounts(1_000_000, k -> 1 + random.nextLong(1_000_000)), k -> random.nextInt(2));
    }

    /** 2,896 units at most, so that ten iterations stay within 1e-6 of the twin. */
    private static void assertWithinBudget(long[] amounts, IntToLongFunction risk) {
        long[] weights = share(amounts);
        double income = sum(amounts).doubleValue();
        double error = 0;
        for (int k = 0; k < amounts.length; k++) {
            error += risk.applyAsLong(k) * (weights[k] - DELTA * (amounts[k] / income));
        }
        double iterations = ITERATIONS * Math.abs(error) / FixedPoint.WEIGHT_ONE;
        double truncations = (ITERATIONS + 0.5) / FixedPoint.RISK_ONE;
        assertThat(iterations + truncations).isLessThan(1e-6);
    }
}
