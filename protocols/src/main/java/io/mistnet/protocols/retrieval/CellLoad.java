package io.mistnet.protocols.retrieval;

/**
 * How likely a cell gets more records than it can hold.
 *
 * <p>Records fall into cells in clumps: all of one selector go into the same cell. With selectors of 1 to M records, each number equally often (real data have mostly one, and scatter less), a cell's load is a
 * compound Poisson variable. Chernoff's bound for it: with m selectors expected in a cell, J records of a selector, and any s above 0,
 *
 * <pre>  P(load &gt;= c) &lt;= exp(m (E[exp(s J)] - 1) - s c)</pre>
 *
 * minimised over s here. It is an upper bound, some ten times the probability.
 */
final class CellLoad {

    /** Augmenting paths fill a cell to the last slot unless a smaller set of buckets overflows first; this share of the cell's slots keeps that rarer than the cell's own overflow. */
    private static final double USABLE = 0.98;

    private static final int HALVINGS = 60;

    private CellLoad() {}

    /** Upper bound on the expected number of cells that overflow. */
    static double overflowing(long records, int cells, int cellSlots, int occurrences) {
        double selectors = records * 2.0 / (occurrences + 1) / cells;
        double limit = USABLE * cellSlots;
        if (limit <= (double) records / cells) {
            return cells;
        }
        double low = 0;
        double high = 1;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (low + high) / 2;
            if (selectors * slope(middle, occurrences) < limit) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return cells * Math.exp(selectors * (moment(low, occurrences) - 1) - low * limit);
    }

    private static double moment(double s, int occurrences) {
        double sum = 0;
        for (int j = 1; j <= occurrences; j++) {
            sum += Math.exp(s * j);
        }
        return sum / occurrences;
    }

    private static double slope(double s, int occurrences) {
        double sum = 0;
        for (int j = 1; j <= occurrences; j++) {
            sum += j * Math.exp(s * j);
        }
        return sum / occurrences;
    }
}
