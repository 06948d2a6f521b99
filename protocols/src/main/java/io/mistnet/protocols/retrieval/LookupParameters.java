package io.mistnet.protocols.retrieval;

import io.mistnet.he.Parameters;
import io.mistnet.he.Shape;

/**
 * All public numbers of a network's lookup. {@link LookupPlanner} chooses them; the network file pins them, because contributors, host and askers must agree on every one.
 *
 * @param records that the table is planned for
 * @param labelBytes of one label, 16 to 256, padding included
 * @param occurrences most records of one selector, 1 to 8
 * @param plainBits data bits of a coefficient: 14, or 13 for large tables
 * @param layout of the matrix
 * @param ciphertexts of a single query; a batch's sub-query has one
 */
public record LookupParameters(
        int records, int labelBytes, int occurrences, int plainBits, TableLayout layout, int ciphertexts) {

    private static final int C0_EXTRA = 4;

    /**
     * @throws IllegalArgumentException naming the number that is out of range, or the encryption's bound that is not kept
     */
    public LookupParameters {
        SelectorTags.requireOccurrences(occurrences);
        Slots slots = new Slots(encryption(plainBits, layout, ciphertexts).plaintextBytes(), labelBytes);
        long capacity = (long) layout.buckets() * slots.perBucket();
        if (records < 1 || records > LookupPlanner.MOST_FILL * capacity) {
            throw new IllegalArgumentException(
                    "lookup table: %d records in %d slots; plan for at least one, and for at most %.0f %% of the slots"
                            .formatted(records, capacity, 100 * LookupPlanner.MOST_FILL));
        }
    }

    private static Parameters encryption(int plainBits, TableLayout layout, int ciphertexts) {
        Shape single = new Shape(layout.columns(), layout.rows(), layout.blocks(), ciphertexts);
        Shape group = new Shape(layout.groupColumns(), layout.blockRows(), 1, 1);
        int levels = Math.max(single.levels(), group.levels());
        return new Parameters(plainBits, C0_EXTRA, plainBits - C0_EXTRA, levels, single, group);
    }

    static double margin(int plainBits, Shape shape) {
        return Parameters.margin(plainBits, C0_EXTRA, plainBits - C0_EXTRA, shape);
    }

    /** The encryption's parameter set, made anew at each call: keep it. */
    public Parameters encryption() {
        return encryption(plainBits, layout, ciphertexts);
    }

    public Slots slots() {
        return new Slots(Parameters.DEGREE * plainBits / Byte.SIZE, labelBytes);
    }

    /** How many records the host takes: a thirtieth more than planned, which is 93 % of the slots where 90 % were planned. */
    public int mostRecords() {
        return (int) (records * 31L / 30);
    }

    /** The whole table. */
    public Region whole() {
        return new Region(new Shape(layout.columns(), layout.rows(), layout.blocks(), ciphertexts), 0, 0);
    }

    /** One group, from 0. */
    public Region group(int group) {
        Shape shape = new Shape(layout.groupColumns(), layout.blockRows(), 1, 1);
        return new Region(shape, layout.firstColumn(group), layout.firstRow(group));
    }
}
