package io.mistnet.he;

/**
 * The part of a table that one query addresses: a matrix of plaintexts whose rows are cut into equal blocks. The first half of each block's rows is upper, the second half lower; a query selects one
 * column, one upper row and one lower row.
 *
 * @param columns number of columns, from 1 to 4096
 * @param rows number of rows of all blocks together, a multiple of four times the blocks
 * @param blocks number of row blocks, at least 1
 * @param ciphertexts number of ciphertexts that a query consists of, from 1 to 8; more of them mean less noise
 */
public record Shape(int columns, int rows, int blocks, int ciphertexts) {

    private static final int MOST_CIPHERTEXTS = 8;

    /**
     * @throws IllegalArgumentException if a number is outside its range, or a ciphertext would have to carry more than 4096 selectors
     */
    public Shape {
        require(columns >= 1 && columns <= Parameters.DEGREE, "columns must be from 1 to 4096, not " + columns);
        require(blocks >= 1, "blocks must be at least 1, not " + blocks);
        require(
                rows >= 4 && rows % (4L * blocks) == 0,
                "rows must be a multiple of four times the " + blocks + " blocks, not " + rows);
        require(
                ciphertexts >= 1 && ciphertexts <= MOST_CIPHERTEXTS,
                "ciphertexts must be from 1 to " + MOST_CIPHERTEXTS + ", not " + ciphertexts);
        require(
                (columns + (long) rows + ciphertexts - 1) / ciphertexts <= Parameters.DEGREE,
                columns + " columns and " + rows + " rows do not fit into " + ciphertexts
                        + " ciphertexts of 4096 selectors each");
    }

    /** Levels of the oblivious expansion: the logarithm to base 2, rounded up, of the most selectors that one ciphertext carries. */
    public int levels() {
        int selectors = (columns + rows + ciphertexts - 1) / ciphertexts;
        return Integer.SIZE - Integer.numberOfLeadingZeros(selectors - 1);
    }

    /** Rows of one block. */
    public int blockRows() {
        return rows / blocks;
    }

    /** Whether the row, from 0 to rows - 1, is in the first half of its block. */
    public boolean isUpper(int row) {
        return row % blockRows() < blockRows() / 2;
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException("shape: " + otherwise);
        }
    }
}
