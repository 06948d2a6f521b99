package io.mistnet.simulator.economy;

import java.util.SplittableRandom;

/**
 * A stream of chance. Takes nothing but 64-bit words from the JDK's generator and rounds by {@link StrictMath}, so that one seed gives one stream on every platform and
 * JDK.
 */
public final class Chance {

    private final SplittableRandom words;

    private Chance(long seed) {
        words = new SplittableRandom(seed);
    }

    /** The stream for one purpose; streams of different purposes are independent. */
    public static Chance of(long seed, String purpose) {
        long state = new SplittableRandom(seed).nextLong();
        for (int i = 0; i < purpose.length(); i++) {
            state = new SplittableRandom(state ^ purpose.charAt(i)).nextLong();
        }
        return new Chance(state);
    }

    /** Uniform in [0, 1). */
    public double uniform() {
        return (words.nextLong() >>> 11) * 0x1.0p-53;
    }

    /** Uniform in [low, high). */
    public double uniform(double low, double high) {
        return low + (high - low) * uniform();
    }

    /** Uniform in 0 to {@code bound - 1}. */
    public int below(int bound) {
        return (int) (uniform() * bound);
    }

    /** Uniform in {@code low} to {@code high}, both included. */
    public int between(int low, int high) {
        return low + below(high - low + 1);
    }

    public boolean happens(double probability) {
        return uniform() < probability;
    }

    /** Log-normal: {@code median} times e to the power of a normal variable of deviation {@code sigma}. */
    public double logNormal(double median, double sigma) {
        double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - uniform()));
        return median * StrictMath.exp(sigma * radius * StrictMath.cos(2 * StrictMath.PI * uniform()));
    }

    /**
     * One of {@code bound} things of heavy-tailed popularity: the r-th most popular is drawn in proportion to r to the power of {@code 1/skew - 1}. A skew of 1 is
     * uniform.
     */
    public int popular(int bound, double skew) {
        return Math.min(bound - 1, (int) (bound * StrictMath.pow(uniform(), skew)));
    }
}
