package io.mistnet.node.answering;

import io.mistnet.he.Table;
import io.mistnet.node.intelligence.LookupTable;

/** One key epoch's table: the records, and the native memory that their columns are written to. */
record HostTable(LookupTable records, Table plaintexts) implements AutoCloseable {

    @Override
    public void close() {
        records.close();
        plaintexts.close();
    }
}
