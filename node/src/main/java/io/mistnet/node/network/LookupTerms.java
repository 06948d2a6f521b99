package io.mistnet.node.network;

import io.mistnet.protocols.retrieval.LookupParameters;
import java.util.List;

/**
 * How the encrypted lookup of a network works: what every institution must agree on.
 *
 * @param parameters records, labels, the table's layout, and how queries are encrypted
 * @param threshold how many holders of the key must evaluate: fewer than these learn nothing, even together with the host
 * @param keyEpochs the key epochs that the holders keep keys for; askers use the first, contributors write under all
 * @param refresh the generation of shares that the holders bring each key to; raised, it gives them new shares of the same keys
 * @param quotas what one institution may ask and contribute
 * @param fourEyesAbove an authorisation for more evaluations than this needs a supervisor's signature too
 */
public record LookupTerms(
        LookupParameters parameters,
        int threshold,
        List<Integer> keyEpochs,
        int refresh,
        Quotas quotas,
        int fourEyesAbove) {

    public LookupTerms {
        keyEpochs = List.copyOf(keyEpochs);
    }

    /**
     * What one institution may ask and contribute, whatever its authorisations allow.
     *
     * @param evaluationsPerDay how many selectors each holder evaluates for it within a day
     * @param queriesPerHour how many queries the host answers it within an hour, at most {@link #MOST_QUERIES_PER_HOUR}; a query of a batch counts as one
     * @param recordsPerInstitution how many of its records the host keeps, under each key epoch
     */
    public record Quotas(int evaluationsPerDay, int queriesPerHour, int recordsPerInstitution) {

        public static final int MOST_QUERIES_PER_HOUR = 1_000_000;
    }

    /** The key epoch that askers use. */
    public int keyEpoch() {
        return keyEpochs.get(0);
    }
}
