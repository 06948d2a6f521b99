package io.mistnet.node.network;

/**
 * How queries of the encrypted lookup are encrypted, and how the host's table is laid out. The ring has {@value #DEGREE} coefficients; its two primes and their roots of unity
 * are the same in every network.
 *
 * @param columns columns of the table
 * @param rows rows of the table
 * @param blocks blocks that the rows are cut into, for batches
 * @param columnGroups groups that the columns are cut into, for batches
 * @param queryCiphertexts ciphertexts of a query to the whole table
 * @param groupCiphertexts ciphertexts of a query to one group of the table
 * @param plainBits bits of a plaintext's coefficient: the plain modulus is 2 to this power
 * @param c0Extra bits that an answer's first polynomial keeps beyond those
 * @param c1Extra bits that its second polynomial keeps beyond those
 * @param levels levels of the expansion of a query
 */
public record LookupParameters(
        int columns,
        int rows,
        int blocks,
        int columnGroups,
        int queryCiphertexts,
        int groupCiphertexts,
        int plainBits,
        int c0Extra,
        int c1Extra,
        int levels) {

    public static final int DEGREE = 4096;
    public static final long DATA_PRIME = 281474976694273L;
    public static final long DATA_ROOT = 36835623151L;
    public static final long SPECIAL_PRIME = 1125899906826241L;
    public static final long SPECIAL_ROOT = 46909545429L;

    private static final int FINGERPRINT_BYTES = 8;
    private static final int SEAL_BYTES = 16;
    private static final int MOST_LEVELS = 12;
    private static final double MOST_FILL = 0.9;

    /** @throws IllegalArgumentException where these numbers do not go together; the message says which */
    public LookupParameters {
        require(
                plainBits == 14 && c0Extra == 4 && c1Extra == 10 || plainBits == 13 && c0Extra == 4 && c1Extra == 9,
                "plain-bits, c0-extra and c1-extra are 14, 4 and 10, or 13, 4 and 9, and not %d, %d and %d"
                        .formatted(plainBits, c0Extra, c1Extra));
        require(
                columns >= 1 && columnGroups >= 1 && columns % columnGroups == 0,
                "columns must be a multiple of column-groups");
        require(rows >= 4 && blocks >= 1 && rows % (4 * blocks) == 0, "rows must be a multiple of 4 times blocks");
        require(levels >= 1 && levels <= MOST_LEVELS, "levels must be from 1 to " + MOST_LEVELS);
        require(
                fits(columns + rows, queryCiphertexts, levels),
                "columns and rows together need more query-ciphertexts or levels");
        require(
                fits(columns / columnGroups + rows / blocks, groupCiphertexts, levels),
                "the columns and rows of one group together need more group-ciphertexts or levels");
    }

    /** For a million records with labels of 32 bytes. */
    public static LookupParameters ofAMillionShortLabels() {
        return new LookupParameters(112, 80, 4, 8, 2, 1, 14, 4, 10, 7);
    }

    /** Bytes of a record in the table: fingerprint, label, seal. */
    public static int slotBytes(int labelBytes) {
        return FINGERPRINT_BYTES + labelBytes + SEAL_BYTES;
    }

    /** How many records the table takes, as full as it may be planned. */
    public long capacity(int labelBytes) {
        long plaintexts = (long) columns * rows;
        int slots = DEGREE * plainBits / Byte.SIZE / slotBytes(labelBytes);
        return (long) (plaintexts * slots * MOST_FILL);
    }

    private static boolean fits(int leaves, int ciphertexts, int levels) {
        return ciphertexts >= 1 && leaves <= (long) ciphertexts << levels;
    }

    private static void require(boolean condition, String what) {
        if (!condition) {
            throw new IllegalArgumentException(what);
        }
    }
}
