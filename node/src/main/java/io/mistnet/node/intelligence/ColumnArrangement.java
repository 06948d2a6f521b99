package io.mistnet.node.intelligence;

import io.mistnet.protocols.retrieval.Candidate;
import io.mistnet.protocols.retrieval.ColumnImage;
import io.mistnet.protocols.retrieval.Placement;
import io.mistnet.protocols.retrieval.Position;
import io.mistnet.protocols.retrieval.Slot;
import io.mistnet.protocols.retrieval.Slots;
import io.mistnet.protocols.retrieval.TableLayout;
import io.mistnet.protocols.sharing.RandomWords;
import io.mistnet.protocols.sharing.Seed;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Gathers one column's records and arranges them at random: which of its two buckets a record lies in, and in which slot, is drawn anew each time, as is the filling between them. So an asker who
 * gets its own record twice cannot tell from its place whether others came or went near it. Used for one column after the other; not thread-safe.
 */
final class ColumnArrangement {

    private static final int FIRST_ROOM = 1024;

    private final TableLayout layout;
    private final Slots slots;
    private final Seed filling;
    private final RandomWords random;
    private final ColumnImage image;
    private final Cell[] cells;
    private final int[] free;
    private final int[] used;

    private byte[] records = new byte[0];
    private int[] uppers = new int[0];
    private int[] lowers = new int[0];
    private int[] order = new int[0];
    private int count;

    /**
     * @param seed secret and fresh
     */
    ColumnArrangement(StoreTerms terms, Seed seed) {
        this.layout = terms.layout();
        this.slots = terms.slots();
        this.filling = seed.derive("filling");
        this.random = seed.derive("arrangement").words();
        this.image = new ColumnImage(terms.parameters());
        this.cells = new Cell[layout.blocks()];
        Arrays.setAll(cells, i -> new Cell(layout.halfRows(), slots.perBucket()));
        this.free = new int[layout.rows() * slots.perBucket()];
        this.used = new int[layout.rows()];
    }

    /** Takes in a row of {@link RecordTable#RECORDS} that lies in this column. */
    void add(byte[] key, byte[] value, Placement at) {
        grow();
        uppers[count] = at.upper();
        lowers[count] = at.lower();
        ByteBuffer.wrap(records, count * slots.slotBytes(), slots.slotBytes())
                .put(key, Position.BYTES, key.length - Position.BYTES)
                .put(value, RecordRow.SEALED_OFFSET, value.length - RecordRow.SEALED_OFFSET);
        count++;
    }

    /**
     * The plaintexts of the column, row after row, each with its records in slots; valid until the next call. Forgets the records.
     *
     * @throws RecordsDoNotFitException if the column cannot hold them
     */
    ByteBuffer image(int column) {
        shuffle();
        chooseBuckets();
        image.begin(column, filling);
        Arrays.setAll(free, i -> i % slots.perBucket());
        Arrays.fill(used, 0);
        for (int i = 0; i < count; i++) {
            int record = order[i];
            boolean upper = cell(record).takeUpper(inBlock(uppers[record]), inBlock(lowers[record]));
            int row = upper ? uppers[record] : lowers[record];
            ByteBuffer candidate = ByteBuffer.wrap(records, record * slots.slotBytes(), slots.slotBytes());
            image.put(new Slot(column, row, freeSlot(row)), Candidate.read(candidate, slots));
        }
        count = 0;
        return image.bytes();
    }

    private void shuffle() {
        for (int i = 0; i < count; i++) {
            int j = random.below(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
    }

    private void chooseBuckets() {
        for (Cell cell : cells) {
            cell.clear();
        }
        for (int i = 0; i < count; i++) {
            int record = order[i];
            if (!cell(record).add(inBlock(uppers[record]), inBlock(lowers[record]))) {
                throw new RecordsDoNotFitException(count, free.length);
            }
        }
    }

    private Cell cell(int record) {
        return cells[uppers[record] / layout.blockRows()];
    }

    private int inBlock(int row) {
        return row % layout.blockRows();
    }

    /** One more step of a shuffle of the row's slots. */
    private int freeSlot(int row) {
        int next = row * slots.perBucket() + used[row];
        int drawn = next + random.below(slots.perBucket() - used[row]);
        int slot = free[drawn];
        free[drawn] = free[next];
        used[row]++;
        return slot;
    }

    private void grow() {
        if (count == uppers.length) {
            int room = Math.max(FIRST_ROOM, 2 * count);
            records = Arrays.copyOf(records, room * slots.slotBytes());
            uppers = Arrays.copyOf(uppers, room);
            lowers = Arrays.copyOf(lowers, room);
            order = Arrays.copyOf(order, room);
        }
    }
}
