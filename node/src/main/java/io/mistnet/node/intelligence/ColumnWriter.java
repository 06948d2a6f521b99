package io.mistnet.node.intelligence;

import java.nio.ByteBuffer;

/** A table in memory that takes columns: in operation {@link io.mistnet.he.Table}. */
@FunctionalInterface
public interface ColumnWriter {

    /**
     * Makes a column ready to be written, while questions go on. Its bytes may be changed.
     *
     * @param plaintexts as in {@link #writeColumn}
     * @param padSeed as in {@link #writeColumn}
     */
    default void prepare(ByteBuffer plaintexts, byte[] padSeed) {}

    /**
     * Replaces one column.
     *
     * @param plaintexts direct, from position to limit the column's plaintexts, row after row; valid during the call
     * @param padSeed the seed of the pads that they are XORed with
     */
    void writeColumn(int column, ByteBuffer plaintexts, byte[] padSeed);
}
