package io.mistnet.simulator.economy;

import java.util.BitSet;

/** Finds mules and victims among the people. Nobody is taken twice. */
final class Recruits {

    private static final int ATTEMPTS = 100_000;

    private final Population population;
    private final Chance chance;
    private final BitSet taken = new BitSet();

    Recruits(Population population, Chance chance) {
        this.population = population;
        this.chance = chance;
    }

    /** Somebody at none of the given banks. */
    int mule(int... avoidedBanks) {
        return take(avoidedBanks);
    }

    int victim() {
        return take();
    }

    private int take(int... avoidedBanks) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            int person = population.anyPerson(chance);
            if (!taken.get(person) && !contains(avoidedBanks, population.bank(person))) {
                taken.set(person);
                return person;
            }
        }
        throw new IllegalArgumentException(
                "%d accounts are too few for so many mules: take more accounts or a smaller illicit share"
                        .formatted(population.accounts()));
    }

    private static boolean contains(int[] banks, int bank) {
        for (int b : banks) {
            if (b == bank) {
                return true;
            }
        }
        return false;
    }
}
