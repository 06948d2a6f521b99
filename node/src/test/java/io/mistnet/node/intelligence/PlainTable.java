package io.mistnet.node.intelligence;

import io.mistnet.protocols.retrieval.Fingerprint;
import io.mistnet.protocols.retrieval.Placement;
import io.mistnet.protocols.retrieval.Position;
import io.mistnet.protocols.retrieval.SealedLabel;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The table's columns as they were handed out, and what an asker finds in them. */
final class PlainTable implements ColumnSink {

    private final StoreTerms terms;
    private final byte[][] columns;
    private int next;

    PlainTable(StoreTerms terms) {
        this.terms = terms;
        this.columns = new byte[terms.layout().columns()][];
    }

    static PlainTable of(RecordStore store) {
        PlainTable table = new PlainTable(store.terms());
        try (RecordSnapshot snapshot = store.snapshot()) {
            snapshot.columns(new SecureRandom(), table);
        }
        table.requireComplete();
        return table;
    }

    @Override
    public void column(int column, ByteBuffer plaintexts) {
        if (column != next
                || plaintexts.remaining()
                        != terms.layout().rows() * terms.slots().plaintextBytes()) {
            throw new AssertionError("column %d of %d bytes".formatted(column, plaintexts.remaining()));
        }
        columns[column] = new byte[plaintexts.remaining()];
        plaintexts.get(columns[column]);
        next++;
    }

    void requireComplete() {
        if (next != columns.length) {
            throw new AssertionError("only %d of %d columns".formatted(next, columns.length));
        }
    }

    /** Every label sealed under this fingerprint in the selector's two buckets. */
    List<SealedLabel> find(Position position, Fingerprint fingerprint) {
        Placement at = Placement.of(position, terms.layout());
        List<SealedLabel> found = new ArrayList<>(inRow(at.column(), at.upper(), fingerprint));
        found.addAll(inRow(at.column(), at.lower(), fingerprint));
        return found;
    }

    private List<SealedLabel> inRow(int column, int row, Fingerprint fingerprint) {
        return slotsInRow(column, row, fingerprint).stream()
                .map(slot -> SealedLabel.read(
                        ByteBuffer.wrap(columns[column]).position(offset(row, slot) + Fingerprint.BYTES),
                        terms.slots()))
                .toList();
    }

    /** The slots of a bucket that hold this fingerprint. */
    List<Integer> slotsInRow(int column, int row, Fingerprint fingerprint) {
        ByteBuffer bytes = ByteBuffer.wrap(columns[column]);
        return IntStream.range(0, terms.slots().perBucket())
                .filter(slot ->
                        Fingerprint.read(bytes.position(offset(row, slot))).equals(fingerprint))
                .boxed()
                .toList();
    }

    private int offset(int row, int slot) {
        return row * terms.slots().plaintextBytes() + terms.slots().offset(slot);
    }

    byte[] column(int column) {
        return columns[column];
    }
}
