package io.mistnet.node.trial;

import io.mistnet.node.network.LookupParameters;
import io.mistnet.node.network.LookupTerms;
import java.util.Map;

/**
 * The encrypted lookup of a trial network.
 *
 * @param records how many records its table takes
 * @param labelBytes the length of every label
 */
public record TrialLookup(int records, int labelBytes) {

    /** @throws IllegalArgumentException where a label is too short or too long, or there are too many records */
    public TrialLookup {
        if (labelBytes < LookupTerms.LEAST_LABEL_BYTES || labelBytes > LookupTerms.MOST_LABEL_BYTES) {
            throw new IllegalArgumentException("labels of %d to %d bytes, not %d"
                    .formatted(LookupTerms.LEAST_LABEL_BYTES, LookupTerms.MOST_LABEL_BYTES, labelBytes));
        }
        long most = LookupParameters.ofAMillionShortLabels().capacity(labelBytes);
        if (records < 1 || records > most) {
            throw new IllegalArgumentException("1 to %d records, not %d".formatted(most, records));
        }
    }

    /** The values of the placeholders in the template of the network file's section. */
    Map<String, Integer> placeholders() {
        LookupParameters parameters = LookupParameters.ofAMillionShortLabels();
        return Map.ofEntries(
                Map.entry("records", records),
                Map.entry("label-bytes", labelBytes),
                Map.entry("columns", parameters.columns()),
                Map.entry("rows", parameters.rows()),
                Map.entry("blocks", parameters.blocks()),
                Map.entry("column-groups", parameters.columnGroups()),
                Map.entry("query-ciphertexts", parameters.queryCiphertexts()),
                Map.entry("group-ciphertexts", parameters.groupCiphertexts()),
                Map.entry("plain-bits", parameters.plainBits()),
                Map.entry("c0-extra", parameters.c0Extra()),
                Map.entry("c1-extra", parameters.c1Extra()),
                Map.entry("levels", parameters.levels()));
    }
}
