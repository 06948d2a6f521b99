package io.mistnet.node.risk;

/**
 * A soft threshold.
 *
 * @param from up to here 0
 * @param full from here on 1, and between the two a straight line
 */
public record Ramp(double from, double full) {

    public Ramp {
        if (!(from < full)) {
            throw new IllegalArgumentException("a ramp rises from %s to %s".formatted(from, full));
        }
    }

    /** The value at {@code x}, in [0, 1]. */
    double at(double x) {
        return Math.min(1, Math.max(0, (x - from) / (full - from)));
    }
}
