package io.mistnet.he;

/**
 * How long the stages of an answer took, in nanoseconds of wall time; for several questions together, of all of them.
 *
 * @param unpack reading and checking the query, expanding its seed
 * @param expand oblivious expansion into one selector for each column and row
 * @param scan first dimension: the columns folded, over the whole table
 * @param second second dimension: either half of the rows folded
 * @param pack modulus switching and bit packing of the answer
 */
public record Stages(long unpack, long expand, long scan, long second, long pack) {

    /** All stages together. */
    public long total() {
        return unpack + expand + scan + second + pack;
    }
}
