package io.mistnet.protocols.oprf;

import java.math.BigInteger;
import java.util.Arrays;
import org.bouncycastle.math.ec.ECAlgorithms;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.math.raw.Nat256;

/**
 * Sums of multiples, sum of s_i P_i, in variable time: for public scalars only.
 *
 * <p>Large sums by Pippenger's bucket method with signed digits: some 12 microseconds a term at a thousand terms, where a multiplication of its own takes 130.
 */
final class MultiScalar {

    private static final int FEW = 12;
    private static final int BITS = 256;

    private MultiScalar() {}

    static ECPoint sum(ECPoint[] elements, BigInteger[] scalars) {
        if (elements.length <= FEW) {
            return ECAlgorithms.sumOfMultiplies(elements, scalars);
        }
        int width = width(elements.length);
        int[][] words = new int[scalars.length][];
        Arrays.setAll(words, i -> Nat256.fromBigInteger(scalars[i]));
        ECPoint sum = P256.CURVE.getInfinity();
        for (int from = BITS / width * width; from >= 0; from -= width) {
            sum = sum.timesPow2(width).add(window(elements, words, from, width));
        }
        return sum;
    }

    /** The sum of small multiples: few bits, few doublings. Scalars may be negative. */
    static ECPoint sumOfSmall(ECPoint[] elements, BigInteger[] scalars) {
        int bits = Arrays.stream(scalars)
                .mapToInt(scalar -> scalar.abs().bitLength())
                .max()
                .orElse(0);
        ECPoint sum = P256.CURVE.getInfinity();
        for (int bit = bits - 1; bit >= 0; bit--) {
            sum = sum.twice();
            for (int i = 0; i < elements.length; i++) {
                if (scalars[i].abs().testBit(bit)) {
                    sum = scalars[i].signum() > 0 ? sum.add(elements[i]) : sum.subtract(elements[i]);
                }
            }
        }
        return sum;
    }

    /** The window's width with the fewest additions. */
    private static int width(int terms) {
        int best = 2;
        for (int width = 3; width < 16; width++) {
            if (additions(terms, width) < additions(terms, best)) {
                best = width;
            }
        }
        return best;
    }

    private static long additions(int terms, int width) {
        return (BITS / width + 1) * (terms + (2L << (width - 1)));
    }

    private static ECPoint window(ECPoint[] elements, int[][] words, int from, int width) {
        ECPoint[] buckets = new ECPoint[1 << (width - 1)];
        Arrays.fill(buckets, P256.CURVE.getInfinity());
        for (int i = 0; i < elements.length; i++) {
            int digit = digit(words[i], from, width);
            if (digit > 0) {
                buckets[digit - 1] = buckets[digit - 1].add(elements[i]);
            } else if (digit < 0) {
                buckets[-digit - 1] = buckets[-digit - 1].subtract(elements[i]);
            }
        }
        ECPoint running = P256.CURVE.getInfinity();
        ECPoint sum = P256.CURVE.getInfinity();
        for (int i = buckets.length - 1; i >= 0; i--) {
            running = running.add(buckets[i]);
            sum = sum.add(running);
        }
        return sum;
    }

    /** A digit from -2^(width-1) to 2^(width-1): its own bits, less the carry into the next digit, and the carry from the one before (Booth). */
    private static int digit(int[] words, int from, int width) {
        int below = from == 0 ? 0 : bits(words, from - 1, 1);
        int bits = bits(words, from, width);
        return bits + below - ((bits >>> (width - 1)) << width);
    }

    private static int bits(int[] words, int from, int count) {
        int word = from >>> 5;
        if (word >= words.length) {
            return 0;
        }
        long pair = (words[word] & 0xFFFFFFFFL) | (word + 1 < words.length ? (long) words[word + 1] << 32 : 0);
        return (int) (pair >>> (from & 31)) & ((1 << count) - 1);
    }
}
