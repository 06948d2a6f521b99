package io.mistnet.protocols.retrieval;

/**
 * The two buckets where a position's records lie: one column, and in one block of the rows one of the upper and one of the lower half.
 *
 * <p><b>Uniformity.</b> With x uniform in [0, 2^32), floor(x n / 2^32) takes each of its n values for floor(2^32 / n) or one more of the x. So each has a probability within 2^-32 of 1/n,
 * and the three 32-bit pieces of a position are independent. With n at most 2^12 that is a relative error of 2^-20, far below the deviation of any load that could be counted.
 *
 * @param group from 0, see {@link TableLayout}
 * @param column of the matrix
 * @param upper row of the matrix, in the upper half of the group's block
 * @param lower row of the matrix, in the lower half of the group's block
 */
public record Placement(int group, int column, int upper, int lower) {

    /** The placement of a position in a table of this layout. */
    public static Placement of(Position position, TableLayout layout) {
        int half = layout.halfRows();
        int column = scale(position.first(), layout.columns());
        int anyUpper = scale(position.second(), layout.blocks() * half);
        int top = anyUpper / half * layout.blockRows();
        return new Placement(
                layout.group(column, top), column, top + anyUpper % half, top + half + scale(position.third(), half));
    }

    private static int scale(int piece, int bound) {
        return (int) (Integer.toUnsignedLong(piece) * bound >>> 32);
    }

    @Override
    public String toString() {
        return "Placement(not shown)";
    }
}
