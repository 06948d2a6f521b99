package io.mistnet.node.trial;

import io.mistnet.he.Parameters;
import io.mistnet.protocols.retrieval.LookupParameters;
import io.mistnet.protocols.retrieval.LookupPlanner;
import java.util.Map;

/**
 * The encrypted lookup of a trial network.
 *
 * @param parameters records, labels and the layout of its table
 */
public record TrialLookup(LookupParameters parameters) {

    private static final int OCCURRENCES = 4;
    private static final int LEAST_EVALUATIONS = 20_000;

    /**
     * Plans the table.
     *
     * @param records how many records it takes
     * @param labelBytes the length of every label
     * @throws IllegalArgumentException where a label is too short or too long, or there are too many records
     */
    public static TrialLookup plan(int records, int labelBytes) {
        return new TrialLookup(LookupPlanner.plan(records, labelBytes, OCCURRENCES));
    }

    /** One institution can fill the table within a day, and lookups are left for it. */
    private int evaluationsPerDay() {
        return (int) Math.max(LEAST_EVALUATIONS, Math.min(Integer.MAX_VALUE, 2L * parameters.records()));
    }

    /** The values of the placeholders in the template of the network file's section. */
    Map<String, Integer> placeholders() {
        Parameters encryption = parameters.encryption();
        return Map.ofEntries(
                Map.entry("records", parameters.records()),
                Map.entry("label-bytes", parameters.labelBytes()),
                Map.entry("occurrences", parameters.occurrences()),
                Map.entry("evaluations", evaluationsPerDay()),
                Map.entry("columns", parameters.layout().columns()),
                Map.entry("rows", parameters.layout().rows()),
                Map.entry("blocks", parameters.layout().blocks()),
                Map.entry("column-groups", parameters.layout().columnGroups()),
                Map.entry("query-ciphertexts", parameters.ciphertexts()),
                Map.entry("plain-bits", parameters.plainBits()),
                Map.entry("c0-extra", encryption.c0Extra()),
                Map.entry("c1-extra", encryption.c1Extra()),
                Map.entry("levels", encryption.levels()));
    }
}
