package io.mistnet.node.intelligence;

import io.mistnet.protocols.retrieval.Placement;
import io.mistnet.protocols.retrieval.Position;
import io.mistnet.protocols.retrieval.TableLayout;
import io.mistnet.protocols.sharing.RandomWords;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Gathers one column's records and arranges them at random: which of its two buckets a record lies in, in which slot, and all bytes between are drawn anew each time. So two answers to the same
 * question differ in the same way whether or not anything near was added or removed between them. Used for one column after the other; not thread-safe.
 */
final class ColumnArrangement {

    private static final int CHUNK_WORDS = 4096;

    private final TableLayout layout;
    private final int slotBytes;
    private final int bucketSlots;
    private final int bucketBytes;
    private final RandomWords random;
    private final Cell[] cells;
    private final int[] slots;
    private final int[] used;
    private final ByteBuffer image;
    private final long[] chunk = new long[CHUNK_WORDS];

    private byte[] records = new byte[0];
    private int[] uppers = new int[1024];
    private int[] lowers = new int[1024];
    private int[] order = new int[1024];
    private int count;

    ColumnArrangement(StoreTerms terms, RandomWords random) {
        this.layout = terms.layout();
        this.slotBytes = terms.slots().slotBytes();
        this.bucketSlots = terms.slots().perBucket();
        this.bucketBytes = terms.slots().plaintextBytes();
        this.random = random;
        this.cells = new Cell[layout.blocks()];
        Arrays.setAll(cells, i -> new Cell(layout.halfRows(), bucketSlots));
        this.slots = new int[layout.rows() * bucketSlots];
        this.used = new int[layout.rows()];
        this.image = ByteBuffer.allocateDirect(layout.rows() * bucketBytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Takes in a row of {@link RecordTable#RECORDS} that lies in this column. */
    void add(byte[] key, byte[] value, Placement at) {
        grow();
        uppers[count] = at.upper();
        lowers[count] = at.lower();
        int to = count * slotBytes;
        int fingerprintBytes = key.length - Position.BYTES;
        System.arraycopy(key, Position.BYTES, records, to, fingerprintBytes);
        System.arraycopy(value, RecordRow.SEALED_OFFSET, records, to + fingerprintBytes, slotBytes - fingerprintBytes);
        count++;
    }

    /**
     * The plaintexts of the column, row after row, each with its records in slots; valid until the next call. Forgets the records.
     *
     * @throws RecordsDoNotFitException if the column cannot hold them
     */
    ByteBuffer image() {
        shuffleOrder();
        assignBuckets();
        fill();
        Arrays.setAll(slots, i -> i % bucketSlots);
        Arrays.fill(used, 0);
        for (int i = 0; i < count; i++) {
            int record = order[i];
            int block = uppers[record] / layout.blockRows();
            boolean upper = cells[block].takeUpper(inBlock(uppers[record]), inBlock(lowers[record]));
            int row = upper ? uppers[record] : lowers[record];
            image.put(row * bucketBytes + freeSlot(row) * slotBytes, records, record * slotBytes, slotBytes);
        }
        count = 0;
        return image.clear();
    }

    private void assignBuckets() {
        for (Cell cell : cells) {
            cell.clear();
        }
        for (int i = 0; i < count; i++) {
            int record = order[i];
            Cell cell = cells[uppers[record] / layout.blockRows()];
            if (!cell.add(inBlock(uppers[record]), inBlock(lowers[record]))) {
                throw new RecordsDoNotFitException(count, layout.rows() * bucketSlots);
            }
        }
    }

    private int inBlock(int row) {
        return row % layout.blockRows();
    }

    private void shuffleOrder() {
        for (int i = 0; i < count; i++) {
            int j = random.below(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
    }

    /** One more step of a shuffle of the row's slots. */
    private int freeSlot(int row) {
        int next = row * bucketSlots + used[row];
        int drawn = next + random.below(bucketSlots - used[row]);
        int slot = slots[drawn];
        slots[drawn] = slots[next];
        used[row]++;
        return slot;
    }

    private void fill() {
        image.clear();
        while (image.remaining() >= Long.BYTES) {
            int words = Math.min(CHUNK_WORDS, image.remaining() / Long.BYTES);
            random.fill(chunk, 0, words);
            image.asLongBuffer().put(chunk, 0, words);
            image.position(image.position() + words * Long.BYTES);
        }
        while (image.hasRemaining()) {
            image.put((byte) random.below(256));
        }
    }

    private void grow() {
        if (records.length < (count + 1) * slotBytes) {
            int room = Math.max(1024, 2 * count);
            records = Arrays.copyOf(records, room * slotBytes);
            uppers = Arrays.copyOf(uppers, room);
            lowers = Arrays.copyOf(lowers, room);
            order = Arrays.copyOf(order, room);
        }
    }
}
