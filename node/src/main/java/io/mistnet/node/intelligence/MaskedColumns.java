package io.mistnet.node.intelligence;

import io.mistnet.he.Table;
import io.mistnet.protocols.retrieval.ColumnMasks;
import io.mistnet.protocols.retrieval.LookupParameters;
import io.mistnet.protocols.retrieval.PadSeed;
import java.nio.ByteBuffer;

/** Writes columns into the encryption's table, with the masks of their version over all slots. Askers take the masks off. */
public final class MaskedColumns implements ColumnWriter {

    private final LookupParameters parameters;
    private final Table table;

    public MaskedColumns(LookupParameters parameters, Table table) {
        this.parameters = parameters;
        this.table = table;
    }

    @Override
    public void prepare(ByteBuffer plaintexts, byte[] padSeed) {
        new ColumnMasks(parameters, PadSeed.of(padSeed)).apply(plaintexts);
    }

    @Override
    public void writeColumn(int column, ByteBuffer plaintexts, byte[] padSeed) {
        table.writeColumn(column, plaintexts, padSeed);
    }
}
