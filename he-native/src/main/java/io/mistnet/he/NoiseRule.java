package io.mistnet.he;

/**
 * Estimates the noise of an answer. All constants are standard deviations, fitted to measurements over many keys; the estimate agrees with them to 5 %.
 *
 * <p>An answer has two layers: the columns folded with the expanded column selectors, then each half of the rows folded with the row selectors. In either, uniform plaintext coefficients multiply
 * the selectors' noise, and modulus switching adds its roundings.
 */
final class NoiseRule {

    private static final double SELECTOR = 19.3;
    private static final double C0_ROUNDING = 0.289;
    private static final double C1_ROUNDING = 15.1;

    private NoiseRule() {}

    static double margin(int plainBits, int c0Extra, int c1Extra, Shape shape) {
        int longest = Math.max(shape.columns(), shape.rows() / 2);
        double selector = SELECTOR * Math.pow(2, shape.levels() / 2.0);
        double coefficient = Math.pow(2, plainBits) / Math.sqrt(12);
        double bound = Parameters.DATA_PRIME / Math.pow(2, plainBits + 1);
        double folded = Math.sqrt((double) Parameters.DEGREE * longest) * coefficient * selector / bound;
        double c0 = C0_ROUNDING / Math.pow(2, c0Extra - 1);
        double c1 = C1_ROUNDING / Math.pow(2, c1Extra - 1);
        return 1 / Math.sqrt(folded * folded + c0 * c0 + c1 * c1);
    }
}
