package io.mistnet.protocols.retrieval;

import io.mistnet.protocols.sharing.RandomWords;
import io.mistnet.protocols.sharing.Seed;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;

/**
 * The bytes of one column: its buckets, row after row. Whatever no record takes is random and fresh each time, and {@link ColumnMasks} make every record look so
 * before the column is written. Used again for the next column; not thread-safe.
 */
public final class ColumnImage {

    private static final int CHUNK_WORDS = 4096;

    private final Slots slots;
    private final ByteBuffer bytes;
    private final long[] chunk = new long[CHUNK_WORDS];

    public ColumnImage(LookupParameters parameters) {
        this.slots = parameters.slots();
        this.bytes = ByteBuffer.allocateDirect(parameters.layout().rows() * slots.plaintextBytes());
    }

    /**
     * Begins a column: nothing but filling.
     *
     * @param filling secret, drawn afresh for every batch of updates
     */
    public void begin(int column, Seed filling) {
        RandomWords random =
                filling.derive("filling of column %d".formatted(column)).words();
        LongBuffer words = bytes.clear().order(ByteOrder.nativeOrder()).asLongBuffer();
        while (words.hasRemaining()) {
            int count = Math.min(CHUNK_WORDS, words.remaining());
            random.fill(chunk, 0, count);
            words.put(chunk, 0, count);
        }
    }

    /** Writes a record into its slot; the slot's column is the one that was begun. */
    public void put(Slot slot, Candidate candidate) {
        if (slot.index() >= slots.perBucket()) {
            throw new IndexOutOfBoundsException("slot %d of %d".formatted(slot.index(), slots.perBucket()));
        }
        bytes.order(ByteOrder.BIG_ENDIAN).position(slot.row() * slots.plaintextBytes() + slots.offset(slot.index()));
        candidate.write(bytes);
    }

    /** The column's bytes, direct, from position to limit; valid until the next column begins. */
    public ByteBuffer bytes() {
        return bytes.clear();
    }
}
