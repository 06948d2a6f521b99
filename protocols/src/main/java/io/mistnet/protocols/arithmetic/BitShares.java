package io.mistnet.protocols.arithmetic;

/**
 * One party's part of bits that P0 and P1 share: the two parts' exclusive or is the bits. Bit k of row r stands at bit r mod 64 of word r / 64.
 *
 * @param rows how many bits there are
 * @param part at P0 and P1, a word for every 64 rows; empty at P2
 */
public record BitShares(int rows, long[] part) {

    public static int words(int rows) {
        return (rows + 63) >>> 6;
    }

    /** What P2 has. */
    public static BitShares elsewhere(int rows) {
        return new BitShares(rows, new long[0]);
    }

    /** The bit of one row. */
    public long bit(int row) {
        return part[row >>> 6] >>> (row & 63) & 1;
    }
}
