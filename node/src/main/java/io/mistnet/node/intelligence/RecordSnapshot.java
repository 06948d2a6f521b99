package io.mistnet.node.intelligence;

import io.mistnet.node.storage.Database;
import io.mistnet.protocols.retrieval.Placement;
import io.mistnet.protocols.retrieval.Position;
import io.mistnet.protocols.sharing.Seed;
import java.nio.ByteBuffer;
import java.security.SecureRandom;

/** The records as they were after one batch. */
public final class RecordSnapshot implements AutoCloseable {

    private final Database.Snapshot rows;
    private final StoreTerms terms;
    private final long batch;

    RecordSnapshot(Database.Snapshot rows, StoreTerms terms, long batch) {
        this.rows = rows;
        this.terms = terms;
        this.batch = batch;
    }

    /** The number of the last batch that it holds. */
    public long batch() {
        return batch;
    }

    /**
     * Hands out every column once, in order, freshly arranged. Memory is that of one column, however many records there are.
     *
     * @param random the source of the arrangement and of what fills the free slots
     * @throws RecordsDoNotFitException if the layout has become too small
     * @throws io.mistnet.node.storage.StorageException if the records cannot be read
     */
    public void columns(SecureRandom random, ColumnSink sink) {
        columns(random, (key, value, position) -> {}, sink);
    }

    void columns(SecureRandom random, RowListener listener, ColumnSink sink) {
        byte[] seed = new byte[Seed.BYTES];
        random.nextBytes(seed);
        ColumnArrangement arrangement = new ColumnArrangement(terms, Seed.of(seed));
        int[] column = {0};
        rows.forEach(RecordTable.RECORDS, new byte[0], null, (key, value) -> {
            Position position = Position.read(ByteBuffer.wrap(key));
            listener.row(key, value, position);
            Placement at = Placement.of(position, terms.layout());
            while (column[0] < at.column()) {
                sink.column(column[0], arrangement.image(column[0]));
                column[0]++;
            }
            arrangement.add(key, value, at);
        });
        while (column[0] < terms.layout().columns()) {
            sink.column(column[0], arrangement.image(column[0]));
            column[0]++;
        }
    }

    @Override
    public void close() {
        rows.close();
    }

    /** Sees every row as it passes. */
    interface RowListener {

        void row(byte[] key, byte[] value, Position position);
    }
}
