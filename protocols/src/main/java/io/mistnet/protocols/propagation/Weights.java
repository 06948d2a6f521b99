package io.mistnet.protocols.propagation;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Turns the amounts that one account received into weights that the protocol multiplies with: shares of a total, in whole units, whose sum is kept exactly.
 *
 * <p>Rounding each share down would lose as many units as there are rows; a hub's result would be too low by more than the bound. Up to {@link #LARGEST_REMAINDER_ROWS} rows the missing
 * units go to the largest remainders, ties in random order: the error of one account is then at most a quarter of a unit a row. Beyond, each remainder is rounded up with its own probability by
 * Srinivasan's dependent rounding, which keeps the sum and makes errors cancel: with d rows the error passes 2,896 units with probability below 2 exp(-2 * 2896^2 / d).
 *
 * @see <a href="https://doi.org/10.1109/SFCS.2001.959934">Srinivasan, Distributions on level-sets with applications to approximation algorithms</a>
 */
final class Weights {

    static final int LARGEST_REMAINDER_ROWS = 8192;

    private final SplittableRandom coins;

    Weights(SplittableRandom coins) {
        this.coins = coins;
    }

    /**
     * Writes to {@code weights} what each amount is of {@code whole}, in parts of {@code unit}: floor or ceiling of unit * amount / whole, in sum floor(unit * sum of amounts / whole).
     *
     * @param unit at most 2^35
     * @param whole at least the sum of the amounts
     */
    void share(long unit, long[] amounts, int count, BigInteger whole, long[] weights) {
        if (whole.signum() == 0 || unit == 0) {
            Arrays.fill(weights, 0, count, 0);
            return;
        }
        int shift = Math.max(0, whole.bitLength() - 61);
        long divisor = whole.shiftRight(shift).longValueExact();
        long[] remainders = new long[count];
        if (shift == 0) {
            divideExactly(unit, amounts, count, divisor, weights, remainders);
        } else {
            divideLarge(unit, amounts, count, whole, shift, weights, remainders);
        }
        long missing = shift == 0 ? wholes(remainders, divisor) : missing(unit, amounts, count, whole, weights);
        if (count <= LARGEST_REMAINDER_ROWS) {
            giveToLargest(missing, remainders, count, weights);
        } else {
            roundDependently(missing, remainders, count, divisor, weights);
        }
    }

    /** Quotients by an estimate in floating point, put right by the remainder, which is exact modulo 2^64 and small. */
    private static void divideExactly(
            long unit, long[] amounts, int count, long divisor, long[] quotients, long[] remainders) {
        for (int k = 0; k < count; k++) {
            long quotient = (long) ((double) amounts[k] / (double) divisor * (double) unit);
            long remainder = unit * amounts[k] - quotient * divisor;
            while (remainder < 0) {
                quotient--;
                remainder += divisor;
            }
            while (remainder >= divisor) {
                quotient++;
                remainder -= divisor;
            }
            quotients[k] = quotient;
            remainders[k] = remainder;
        }
    }

    private static void divideLarge(
            long unit, long[] amounts, int count, BigInteger whole, int shift, long[] quotients, long[] remainders) {
        for (int k = 0; k < count; k++) {
            BigInteger[] parts = BigInteger.valueOf(unit)
                    .multiply(BigInteger.valueOf(amounts[k]))
                    .divideAndRemainder(whole);
            quotients[k] = parts[0].longValueExact();
            remainders[k] = parts[1].shiftRight(shift).longValueExact();
        }
    }

    /** How many whole units the remainders make up. */
    private static long wholes(long[] remainders, long divisor) {
        long units = 0;
        long sum = 0;
        for (long remainder : remainders) {
            sum += remainder;
            if (sum >= divisor) {
                sum -= divisor;
                units++;
            }
        }
        return units;
    }

    private static long missing(long unit, long[] amounts, int count, BigInteger whole, long[] quotients) {
        BigInteger listed = BigInteger.ZERO;
        long given = 0;
        for (int k = 0; k < count; k++) {
            listed = listed.add(BigInteger.valueOf(amounts[k]));
            given += quotients[k];
        }
        return BigInteger.valueOf(unit).multiply(listed).divide(whole).longValueExact() - given;
    }

    private void giveToLargest(long missing, long[] remainders, int count, long[] weights) {
        if (missing == 0) {
            return;
        }
        int[] order = shuffled(count);
        Integer[] byRemainder = Arrays.stream(order).boxed().toArray(Integer[]::new);
        Arrays.sort(byRemainder, (a, b) -> Long.compare(remainders[b], remainders[a]));
        for (int k = 0; k < missing; k++) {
            weights[byRemainder[k]]++;
        }
    }

    /** One pass: two open remainders at a time, of which one is settled, in whole parts of the divisor. */
    private void roundDependently(long missing, long[] remainders, int count, long divisor, long[] weights) {
        long left = missing;
        int open = 0;
        long held = remainders[0];
        for (int k = 1; k < count && left > 0; k++) {
            long next = remainders[k];
            long sum = held + next;
            if (sum < divisor) {
                boolean toNext = coins.nextDouble() * sum >= held;
                open = toNext ? k : open;
                held = sum;
            } else {
                boolean settleOpen = coins.nextDouble() * (2 * (double) divisor - sum) < divisor - (double) next;
                weights[settleOpen ? open : k]++;
                left--;
                open = settleOpen ? k : open;
                held = sum - divisor;
            }
        }
        weights[open] += left;
    }

    private int[] shuffled(int count) {
        int[] order = new int[count];
        for (int k = 0; k < count; k++) {
            int other = coins.nextInt(k + 1);
            order[k] = order[other];
            order[other] = k;
        }
        return order;
    }
}
