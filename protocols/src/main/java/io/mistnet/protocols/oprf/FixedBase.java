package io.mistnet.protocols.oprf;

import java.math.BigInteger;
import org.bouncycastle.math.ec.ECLookupTable;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.math.raw.Nat;

/**
 * A base that is often multiplied by secret scalars, with its multiples laid out: a product is 52 additions and no doubling.
 *
 * <p>The scalar is made odd (its order is added to an even one) and written with digits -31, -29, .. 31 to the base 32, none of them zero. So every
 * product does the same additions, never of the identity, of an element to itself or to its negative; the multiples are fetched by masked scans of
 * whole tables. Neither flow nor addresses depend on the scalar.
 */
final class FixedBase {

    private static final int DIGIT_BITS = 5;
    private static final int POSITIVE = 1 << (DIGIT_BITS - 1);
    /** 257 bits: an odd scalar may be as large as twice the order. */
    private static final int DIGITS = (257 + DIGIT_BITS - 1) / DIGIT_BITS;

    private static final int WORDS = 9;

    private final ECPoint base;
    private final ECLookupTable[] multiples;

    private FixedBase(ECPoint base, ECLookupTable[] multiples) {
        this.base = base;
        this.multiples = multiples;
    }

    static FixedBase of(ECPoint base) {
        ECPoint[] points = new ECPoint[DIGITS * POSITIVE];
        ECPoint power = base;
        for (int digit = 0; digit < DIGITS; digit++) {
            ECPoint twice = power.twice();
            points[digit * POSITIVE] = power;
            for (int i = 1; i < POSITIVE; i++) {
                points[digit * POSITIVE + i] = points[digit * POSITIVE + i - 1].add(twice);
            }
            power = twice.timesPow2(DIGIT_BITS - 1);
        }
        base.getCurve().normalizeAll(points);
        ECLookupTable[] multiples = new ECLookupTable[DIGITS];
        for (int digit = 0; digit < DIGITS; digit++) {
            ECPoint[] signed = new ECPoint[2 * POSITIVE];
            for (int i = 0; i < POSITIVE; i++) {
                signed[POSITIVE + i] = points[digit * POSITIVE + i];
                signed[POSITIVE - 1 - i] = signed[POSITIVE + i].negate();
            }
            multiples[digit] = base.getCurve().createCacheSafeLookupTable(signed, 0, signed.length);
        }
        return new FixedBase(base, multiples);
    }

    ECPoint base() {
        return base;
    }

    /** @param scalar below the order */
    ECPoint multiply(BigInteger scalar) {
        int[] odd = odd(scalar);
        ECPoint sum = multiples[0].lookup(digit(odd, 0));
        for (int digit = 1; digit < DIGITS; digit++) {
            sum = sum.add(multiples[digit].lookup(digit(odd, digit)));
        }
        return sum;
    }

    private static int[] odd(BigInteger scalar) {
        int[] words = Nat.fromBigInteger(Integer.SIZE * WORDS, scalar);
        int[] order = Nat.fromBigInteger(Integer.SIZE * WORDS, P256.ORDER);
        int even = (words[0] & 1) - 1;
        for (int i = 0; i < WORDS; i++) {
            order[i] &= even;
        }
        Nat.addTo(WORDS, order, words);
        return words;
    }

    /**
     * The place of a digit in its table. With all digits odd, the digit of weight 32^i is 2 b + 1 - 32, where b are the five bits from 5 i + 1 on
     * (the last one's top bit turned over); the table is in that order, so that b is the place.
     */
    private static int digit(int[] words, int digit) {
        int from = digit * DIGIT_BITS + 1;
        int low = words[from >>> 5] >>> (from & 31);
        int next = Math.min((from >>> 5) + 1, WORDS - 1);
        int high = (int) (((long) words[next] << 32) >>> (from & 31));
        int bits = (low | high) & (2 * POSITIVE - 1);
        return digit == DIGITS - 1 ? bits | POSITIVE : bits;
    }
}
