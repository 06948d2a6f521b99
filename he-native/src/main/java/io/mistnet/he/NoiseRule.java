package io.mistnet.he;

/**
 * Estimates the noise of an answer, as the native library does, which checks it again. It agrees with measurements over many keys to a few per cent.
 *
 * <p>An answer has two layers: the columns folded with the expanded column selectors, then each half of the rows folded with the row selectors. In either, uniform plaintext coefficients multiply
 * the selectors' noise, and modulus switching adds its roundings. A selector's noise doubles in variance with each level of the expansion, and each level's key switch adds its own.
 */
final class NoiseRule {

    /** Variance of SEAL's centred binomial noise. */
    private static final double FRESH = 10.5;
    /** Expected number of coefficients of a ternary secret that are not zero. */
    private static final double SECRET_WEIGHT = Parameters.DEGREE * 2 / 3.0;
    /** Variance of a rounding to whole numbers. */
    private static final double ROUNDING = 1 / 12.0;

    private NoiseRule() {}

    static double margin(int plainBits, int c0Extra, int c1Extra, Shape shape) {
        double coefficient = Math.pow(4, plainBits) * ROUNDING;
        double bound = Parameters.DATA_PRIME / Math.pow(2, plainBits + 1);
        double folded = Parameters.DEGREE * coefficient * largestSum(shape) / (bound * bound);
        double c0 = ROUNDING / Math.pow(4, c0Extra - 1);
        double c1 = SECRET_WEIGHT * ROUNDING / Math.pow(4, c1Extra - 1);
        return 1 / Math.sqrt(folded + c0 + c1);
    }

    /** The largest sum of the variances of the selectors that one fold multiplies: all columns, all upper rows, all lower rows. */
    private static double largestSum(Shape shape) {
        double columns = 0;
        double upper = 0;
        double lower = 0;
        int selectors = shape.columns() + shape.rows();
        int selector = 0;
        for (int ciphertext = 0; ciphertext < shape.ciphertexts(); ciphertext++) {
            int count = selectors / shape.ciphertexts() + (ciphertext < selectors % shape.ciphertexts() ? 1 : 0);
            for (int leaf = 0; leaf < count; leaf++, selector++) {
                double variance = variance(depth(leaf, count));
                int row = selector - shape.columns();
                if (row < 0) {
                    columns += variance;
                } else if (shape.isUpper(row)) {
                    upper += variance;
                } else {
                    lower += variance;
                }
            }
        }
        return Math.max(columns, Math.max(upper, lower));
    }

    private static double variance(int depth) {
        double ratio = (double) Parameters.DATA_PRIME / Parameters.SPECIAL_PRIME;
        double digits = Parameters.DEGREE * ROUNDING * ratio * ratio * FRESH;
        double rounded = (1 + SECRET_WEIGHT) * ROUNDING;
        double doubled = 1 << depth;
        return doubled * FRESH + (doubled - 1) * (digits + rounded);
    }

    /** Levels after which a leaf of a tree with this many leaves is done. */
    private static int depth(int leaf, int leaves) {
        int depth = 0;
        while (leaf >= 1 << depth || leaf + (1 << depth) < leaves) {
            depth++;
        }
        return depth;
    }
}
