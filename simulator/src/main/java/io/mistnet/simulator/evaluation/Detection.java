package io.mistnet.simulator.evaluation;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * How well results tell illicit accounts from others.
 *
 * @param found illicit accounts that are flagged
 * @param falseAlarms other accounts that are flagged
 * @param missed illicit accounts that are not flagged
 * @param auprc the area under the curve of precision over recall, as average precision: for every threshold, the precision times the gain in recall. Accounts of equal
 *     results come in together, so that their order does not matter. 0 where no account is illicit
 */
public record Detection(int found, int falseAlarms, int missed, double auprc) {

    /**
     * Compares results with labels.
     *
     * @param result of every account; the higher, the more suspicious
     * @param threshold the result from which on an account is flagged
     * @param illicit the label of every account
     * @param counted which accounts are compared
     */
    public static Detection of(double[] result, double threshold, boolean[] illicit, boolean[] counted) {
        int[] byResult = IntStream.range(0, result.length)
                .filter(i -> counted[i])
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> result[i]).reversed())
                .mapToInt(i -> i)
                .toArray();
        long illicits = Arrays.stream(byResult).filter(i -> illicit[i]).count();
        int found = 0;
        int falseAlarms = 0;
        double area = 0;
        int foundAtThreshold = 0;
        int falseAtThreshold = 0;
        for (int next = 0; next < byResult.length; ) {
            double value = result[byResult[next]];
            int foundBefore = found;
            for (; next < byResult.length && result[byResult[next]] == value; next++) {
                if (illicit[byResult[next]]) {
                    found++;
                } else {
                    falseAlarms++;
                }
            }
            area += (double) (found - foundBefore) * found / (found + falseAlarms);
            if (value >= threshold) {
                foundAtThreshold = found;
                falseAtThreshold = falseAlarms;
            }
        }
        return new Detection(
                foundAtThreshold,
                falseAtThreshold,
                (int) illicits - foundAtThreshold,
                illicits == 0 ? 0 : area / illicits);
    }

    /** The share of flagged accounts that are illicit; 0 where none is flagged. */
    public double precision() {
        return ratio(found, found + falseAlarms);
    }

    /** The share of illicit accounts that are flagged; 0 where there is none. */
    public double recall() {
        return ratio(found, found + missed);
    }

    /** The harmonic mean of precision and recall. */
    public double f1() {
        return ratio(2 * found, 2 * found + falseAlarms + missed);
    }

    private static double ratio(int part, int whole) {
        return whole == 0 ? 0 : (double) part / whole;
    }
}
