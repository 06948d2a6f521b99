package io.mistnet.protocols.propagation;

/**
 * How risks and weights become words: risks with 26 fractional bits, weights with 35.
 *
 * <p>With the weights of an account and its own old value summing to 1, a weighted sum is at most 2^61 and every risk at most 2^26, by induction over the iterations.
 *
 * <p><b>Error.</b> Against exact arithmetic, T iterations with at most d incoming pairs an account differ by at most (T + 1/2) 2^-26 + T (d/4 + 1) 2^-35: half a unit by rounding the
 * initial risk, one unit by each truncation, and the rounding of d weights whose sum is kept. That is below 1e-6 for T = 10 up to d = 11,500, for T = 2 up to d = 66,000, whatever the
 * amounts and risks.
 */
public final class FixedPoint {

    public static final int RISK_BITS = 26;
    public static final int WEIGHT_BITS = 35;

    /** Risk 1. */
    public static final long RISK_ONE = 1L << RISK_BITS;

    /** Weight 1. */
    public static final long WEIGHT_ONE = 1L << WEIGHT_BITS;

    /** By how much flags are early: {@code 1e-6} in units, more than the error, so that no account at the threshold is missed. */
    static final int GUARD = 68;

    /** What {@link #GUARD} is as a number. */
    public static final double GUARD_RISK = 1e-6;

    private FixedPoint() {}

    static long risk(double risk) {
        return Math.round(risk * RISK_ONE);
    }

    static double fromRisk(long units) {
        return (double) units / RISK_ONE;
    }

    static long weight(double weight) {
        return Math.round(weight * WEIGHT_ONE);
    }

    /** The smallest risk in units that counts as reaching a threshold. */
    static long threshold(double threshold) {
        return Math.max(0, (long) Math.ceil(threshold * RISK_ONE) - GUARD);
    }
}
