package io.mistnet.simulator.evaluation;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * What the banks know at the start of an evaluation.
 *
 * @param initialRisk of every account
 * @param counted which accounts the comparison with labels counts: all but those that were given away
 */
public record Suspicion(double[] initialRisk, boolean[] counted) {

    /**
     * The initial risks of the set; or where it has none, those of banks that know some of their illicit accounts: each of these, with the probability {@code known}, has
     * risk 1, and all other accounts have 0. The known ones are not counted, since finding them again is no merit.
     *
     * @param seed chooses, with the account's number, which are known
     * @throws IllegalArgumentException where the set has neither initial risks nor labels
     */
    public static Suspicion of(PooledData data, double known, long seed) {
        if (!(known >= 0 && known <= 1)) {
            throw new IllegalArgumentException("the known share of illicit accounts must be in [0, 1], not " + known);
        }
        int accounts = data.graph().accounts();
        boolean[] counted = new boolean[accounts];
        Arrays.fill(counted, true);
        if (data.initialRisk() != null) {
            return new Suspicion(data.initialRisk(), counted);
        }
        boolean[] illicit = data.illicit();
        if (illicit == null) {
            throw new IllegalArgumentException(
                    "the accounts have neither initial risks nor labels: nothing could spread. Add a column initial_risk or label");
        }
        double[] risk = new double[accounts];
        for (int i = 0; i < accounts; i++) {
            long number = data.graph().digests()[2 * i];
            if (illicit[i] && new SplittableRandom(number ^ seed).nextDouble() < known) {
                risk[i] = 1;
                counted[i] = false;
            }
        }
        return new Suspicion(risk, counted);
    }
}
