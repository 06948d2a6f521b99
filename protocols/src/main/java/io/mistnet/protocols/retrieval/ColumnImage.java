package io.mistnet.protocols.retrieval;

import io.mistnet.protocols.sharing.RandomWords;
import io.mistnet.protocols.sharing.Seed;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;

/**
 * The bytes of one column: its buckets, row after row. Whatever no record takes is random and fresh each time, and every record is under a {@linkplain SlotMasks mask} of this version,
 * so that an asker who gets the same bucket in two versions cannot tell records from filling. Used again for the next column; not thread-safe.
 */
public final class ColumnImage {

    private static final int CHUNK_WORDS = 4096;

    private final Slots slots;
    private final ByteBuffer bytes;
    private final long[] chunk = new long[CHUNK_WORDS];
    private final ByteBuffer slotBytes;
    private SlotMasks masks;

    public ColumnImage(LookupParameters parameters) {
        this.slots = parameters.slots();
        this.bytes = ByteBuffer.allocateDirect(parameters.layout().rows() * slots.plaintextBytes());
        this.slotBytes = ByteBuffer.allocate(slots.slotBytes());
        this.masks = new SlotMasks(slots, new byte[PadSeed.BYTES]);
    }

    /**
     * Begins a column: nothing but filling.
     *
     * @param padSeed under which the column will be written
     * @param filling secret, drawn afresh for every batch of updates
     */
    public void begin(int column, PadSeed padSeed, Seed filling) {
        masks = new SlotMasks(slots, padSeed.toBytes());
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
        candidate.write(slotBytes.clear());
        byte[] masked = slotBytes.array();
        byte[] mask = masks.of(candidate.fingerprint());
        for (int i = 0; i < masked.length; i++) {
            masked[i] ^= mask[i];
        }
        bytes.put(slot.row() * slots.plaintextBytes() + slots.offset(slot.index()), masked);
    }

    /** The column's bytes, direct, from position to limit; valid until the next column begins. */
    public ByteBuffer bytes() {
        return bytes.clear();
    }
}
