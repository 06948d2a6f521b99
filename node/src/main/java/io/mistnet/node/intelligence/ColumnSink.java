package io.mistnet.node.intelligence;

import java.nio.ByteBuffer;

/** Takes the table column by column. */
@FunctionalInterface
public interface ColumnSink {

    /**
     * Takes one column, in rising order, each once.
     *
     * @param plaintexts direct, from position to limit the column's plaintexts, row after row; used again for the next column
     */
    void column(int column, ByteBuffer plaintexts);
}
