package io.mistnet.simulator.economy;

import java.util.ArrayList;
import java.util.List;

/** Plans schemes until the wanted number of mules is used up. */
final class SchemePlanner {

    /** The longest scheme ends within this time, so that none runs past the economy's end. */
    private static final int LONGEST_SECONDS = 6 * 3600;

    private static final int FEWEST_MULES = 3;
    private static final int MOST_MULES = 10;
    private static final double CHAINS = 0.4;

    private final EconomyParameters parameters;
    private final Population population;
    private final Chance chance;

    SchemePlanner(EconomyParameters parameters, Population population) {
        this.parameters = parameters;
        this.population = population;
        this.chance = Chance.of(parameters.seed(), "schemes");
    }

    List<Scheme> plan() {
        Recruits recruits = new Recruits(population, chance);
        List<Scheme> schemes = new ArrayList<>();
        int left = (int) Math.round(parameters.accounts() * parameters.illicitShare());
        while (left >= FEWEST_MULES) {
            int mostMules = Math.min(left, MOST_MULES);
            Pattern pattern = drawPattern(mostMules);
            long start = chance.between(0, parameters.days() * 86_400 - LONGEST_SECONDS);
            Scheme scheme =
                    new SchemeLayout(schemes.size(), pattern, start, recruits, population, chance).lay(mostMules);
            schemes.add(scheme);
            left -= scheme.mules().size();
        }
        return schemes;
    }

    private Pattern drawPattern(int mostMules) {
        if (mostMules < MOST_MULES || chance.happens(CHAINS)) {
            return Pattern.CHAIN;
        }
        return Pattern.values()[chance.between(1, Pattern.values().length - 1)];
    }
}
