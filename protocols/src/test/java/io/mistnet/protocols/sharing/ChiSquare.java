package io.mistnet.protocols.sharing;

/** Pearson's test of counts against the uniform distribution. */
public final class ChiSquare {

    private ChiSquare() {}

    public static double of(int[] counts) {
        long sum = 0;
        for (int count : counts) {
            sum += count;
        }
        double expected = (double) sum / counts.length;
        double statistic = 0;
        for (int count : counts) {
            statistic += (count - expected) * (count - expected) / expected;
        }
        return statistic;
    }

    /**
     * What a uniform source exceeds with a probability of about 10^-9 (Wilson and Hilferty's approximation, six standard deviations).
     *
     * @param cells how many counts there are
     */
    public static double limit(int cells) {
        double degrees = cells - 1;
        double third = 2 / (9 * degrees);
        return degrees * Math.pow(1 - third + 6 * Math.sqrt(third), 3);
    }
}
