package io.mistnet.protocols.retrieval;

/**
 * The matrix of plaintexts, and how it is cut. A plaintext is a bucket. A <em>group</em> is a column group times a row block: a single query runs over the whole matrix, a batch's over one
 * group each. A <em>cell</em> is one column of one block; the two buckets of a record lie in one cell, one in the upper and one in the lower half of the block's rows.
 *
 * @param columns of the matrix
 * @param rows of the matrix
 * @param columnGroups of equal width, side by side
 * @param blocks row blocks of equal height, one below the other; the height is a multiple of 4
 */
public record TableLayout(int columns, int rows, int columnGroups, int blocks) {

    public TableLayout {
        if (columns < 1 || columnGroups < 1 || columns % columnGroups != 0) {
            throw new IllegalArgumentException(
                    "lookup table: %d columns cannot be cut into %d column groups of equal width; choose a multiple of the groups"
                            .formatted(columns, columnGroups));
        }
        if (rows < 1 || blocks < 1 || rows % (4 * blocks) != 0) {
            throw new IllegalArgumentException(
                    "lookup table: %d rows cannot be cut into %d blocks of equal height, a multiple of 4; choose a multiple of %d rows"
                            .formatted(rows, blocks, 4 * blocks));
        }
    }

    /** Columns of one group. */
    public int groupColumns() {
        return columns / columnGroups;
    }

    /** Rows of one block, which are those of one group. */
    public int blockRows() {
        return rows / blocks;
    }

    /** Rows of the upper half of one block; the lower half has as many. */
    public int halfRows() {
        return blockRows() / 2;
    }

    /** How many groups there are. */
    public int groups() {
        return columnGroups * blocks;
    }

    /** How many cells there are. */
    public int cells() {
        return columns * blocks;
    }

    /** How many buckets, which are plaintexts, there are. */
    public int buckets() {
        return columns * rows;
    }

    /** The cell of a column and a row of the matrix, from 0. */
    public int cell(int column, int row) {
        return column * blocks + row / blockRows();
    }

    /** The group of a column and a row of the matrix. */
    public int group(int column, int row) {
        return column / groupColumns() * blocks + row / blockRows();
    }

    /** The first column of a group in the matrix. */
    public int firstColumn(int group) {
        return group / blocks * groupColumns();
    }

    /** The first row of a group in the matrix. */
    public int firstRow(int group) {
        return group % blocks * blockRows();
    }
}
