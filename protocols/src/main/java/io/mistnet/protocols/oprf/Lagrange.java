package io.mistnet.protocols.oprf;

import java.math.BigInteger;
import java.util.stream.LongStream;

/** Coefficients with which a polynomial's values at some holders' indices give its value elsewhere. All of it is public. */
final class Lagrange {

    private Lagrange() {}

    /** For the value at 0 times n!: integers, small ones for small n; some are negative. */
    static BigInteger[] atZero(int[] holders, int n) {
        BigInteger[] coefficients = new BigInteger[holders.length];
        BigInteger factorial =
                LongStream.rangeClosed(1, n).mapToObj(BigInteger::valueOf).reduce(BigInteger.ONE, BigInteger::multiply);
        for (int i = 0; i < holders.length; i++) {
            coefficients[i] = factorial.multiply(numerator(0, holders, i)).divide(denominator(holders, i));
        }
        return coefficients;
    }

    /** For the value at {@code x}, modulo the group's order. */
    static BigInteger[] at(int x, int[] holders) {
        BigInteger[] coefficients = new BigInteger[holders.length];
        for (int i = 0; i < holders.length; i++) {
            BigInteger inverse = denominator(holders, i).modInverse(P256.ORDER);
            coefficients[i] = numerator(x, holders, i).multiply(inverse).mod(P256.ORDER);
        }
        return coefficients;
    }

    private static BigInteger numerator(int x, int[] holders, int i) {
        return product(holders, i, x);
    }

    private static BigInteger denominator(int[] holders, int i) {
        return product(holders, i, holders[i]);
    }

    /** The product of x - holder over all holders but the i-th. */
    private static BigInteger product(int[] holders, int i, int x) {
        BigInteger product = BigInteger.ONE;
        for (int j = 0; j < holders.length; j++) {
            if (j != i) {
                product = product.multiply(BigInteger.valueOf(x - holders[j]));
            }
        }
        return product;
    }
}
