package io.mistnet.node.trial;

import io.mistnet.he.Parameters;
import io.mistnet.he.Shape;
import io.mistnet.node.network.LookupTerms;
import io.mistnet.protocols.retrieval.Slots;
import java.util.Map;

/**
 * The encrypted lookup of a trial network.
 *
 * @param records how many records its table takes
 * @param labelBytes the length of every label
 */
public record TrialLookup(int records, int labelBytes) {

    private static final int BLOCKS = 4;
    private static final int COLUMN_GROUPS = 8;
    private static final Parameters PARAMETERS =
            new Parameters(14, 4, 10, 7, new Shape(112, 80, BLOCKS, 2), new Shape(112 / COLUMN_GROUPS, 20, 1, 1));

    /** @throws IllegalArgumentException where a label is too short or too long, or there are too many records */
    public TrialLookup {
        if (labelBytes < Slots.LEAST_LABEL_BYTES || labelBytes > Slots.MOST_LABEL_BYTES) {
            throw new IllegalArgumentException("labels of %d to %d bytes, not %d"
                    .formatted(Slots.LEAST_LABEL_BYTES, Slots.MOST_LABEL_BYTES, labelBytes));
        }
        long most = LookupTerms.capacity(PARAMETERS, labelBytes);
        if (records < 1 || records > most) {
            throw new IllegalArgumentException(
                    "1 to %d records with labels of %d bytes, not %d".formatted(most, labelBytes, records));
        }
    }

    /** The values of the placeholders in the template of the network file's section. */
    Map<String, Integer> placeholders() {
        Shape table = PARAMETERS.single();
        return Map.ofEntries(
                Map.entry("records", records),
                Map.entry("label-bytes", labelBytes),
                Map.entry("columns", table.columns()),
                Map.entry("rows", table.rows()),
                Map.entry("blocks", table.blocks()),
                Map.entry("column-groups", COLUMN_GROUPS),
                Map.entry("query-ciphertexts", table.ciphertexts()),
                Map.entry("group-ciphertexts", PARAMETERS.group().ciphertexts()),
                Map.entry("plain-bits", PARAMETERS.plainBits()),
                Map.entry("c0-extra", PARAMETERS.c0Extra()),
                Map.entry("c1-extra", PARAMETERS.c1Extra()),
                Map.entry("levels", PARAMETERS.levels()));
    }
}
