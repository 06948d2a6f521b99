package io.mistnet.simulator.intelligence;

import java.time.LocalDate;
import java.util.List;

/**
 * What records are made from. Equal parameters give equal records, to the byte, on every platform.
 *
 * @param seed where all chance comes from
 * @param records how many, {@value #FEWEST_RECORDS} to {@value #MOST_RECORDS}
 * @param banks ids of the banks that contribute, at least two
 * @param agencies ids of the others that contribute
 * @param mules accounts that are known to be mules': IBANs in canonical form, fewer than a third of the records
 * @param lastDay no record is of a later day
 */
public record IntelligenceParameters(
        long seed, int records, List<String> banks, List<String> agencies, List<String> mules, LocalDate lastDay) {

    public static final int FEWEST_RECORDS = 1_000;
    public static final int MOST_RECORDS = 1_000_000;

    /** @throws IllegalArgumentException where there are too few banks, or too few or too many records */
    public IntelligenceParameters {
        banks = List.copyOf(banks);
        agencies = List.copyOf(agencies);
        mules = List.copyOf(mules);
        if (records < FEWEST_RECORDS || records > MOST_RECORDS) {
            throw new IllegalArgumentException(
                    "%d to %d records, not %d".formatted(FEWEST_RECORDS, MOST_RECORDS, records));
        }
        if (banks.size() < 2) {
            throw new IllegalArgumentException("at least two banks contribute, not " + banks.size());
        }
        if (3 * mules.size() >= records) {
            throw new IllegalArgumentException(
                    "%d mule accounts in %d records: fewer than a third".formatted(mules.size(), records));
        }
    }
}
