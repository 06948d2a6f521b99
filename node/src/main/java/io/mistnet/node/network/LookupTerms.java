package io.mistnet.node.network;

import java.util.List;

/**
 * How the encrypted lookup of a network works: what every institution must agree on.
 *
 * @param records how many records the host's table is planned for
 * @param labelBytes the length of every label, padding included, before it is sealed
 * @param occurrences how many records one selector may have
 * @param threshold how many holders of the key must evaluate: fewer than these learn nothing, even together with the host
 * @param keyEpochs the key epochs that the holders keep keys for; askers and contributors use the first
 * @param quotas what one institution may ask
 * @param fourEyesAbove an authorisation for more evaluations than this needs a supervisor's signature too
 * @param parameters how queries are encrypted and the table is laid out
 */
public record LookupTerms(
        int records,
        int labelBytes,
        int occurrences,
        int threshold,
        List<Integer> keyEpochs,
        Quotas quotas,
        int fourEyesAbove,
        LookupParameters parameters) {

    public static final int LEAST_LABEL_BYTES = 16;
    public static final int MOST_LABEL_BYTES = 256;
    public static final int MOST_OCCURRENCES = 8;

    public LookupTerms {
        keyEpochs = List.copyOf(keyEpochs);
    }

    /**
     * What one institution may ask, whatever its authorisations allow.
     *
     * @param evaluationsPerDay how many selectors each holder evaluates for it within a day
     * @param queriesPerHour how many queries the host answers it within an hour; a query of a batch counts as one
     */
    public record Quotas(int evaluationsPerDay, int queriesPerHour) {}

    /** The key epoch that askers and contributors use. */
    public int keyEpoch() {
        return keyEpochs.get(0);
    }
}
