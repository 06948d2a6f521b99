package io.mistnet.protocols.matching;

/**
 * Matches two lists of 128-bit tags in the clear. A tag that stands twice in a list matches nothing.
 *
 * <p>Tags are chosen by banks, so the table's hash is keyed: nobody can send tags that crowd in it, see {@link TagHash}.
 */
final class TagTable {

    private static final int DOUBLED = -1;

    private final long[] low;
    private final long[] high;
    private final int rows;
    private final TagHash hash;
    private final int shift;
    private final int[] slots;
    private final boolean[] spoiled;
    private int doubled;

    /**
     * @param low first words of the list that is looked up in
     * @param high second words
     * @param hash keyed by words that no bank knows
     */
    TagTable(long[] low, long[] high, int rows, TagHash hash) {
        this.low = low;
        this.high = high;
        this.rows = rows;
        this.hash = hash;
        int bits = Math.max(4, 33 - Integer.numberOfLeadingZeros(Math.max(1, rows - 1)));
        this.shift = Integer.SIZE - bits;
        this.slots = new int[1 << bits];
        this.spoiled = new boolean[rows];
        for (int row = 0; row < rows; row++) {
            insert(row);
        }
    }

    private void insert(int row) {
        int slot = find(low[row], high[row]);
        if (slots[slot] == 0) {
            slots[slot] = row + 1;
        } else {
            spoil(slots[slot] - 1);
        }
    }

    private void spoil(int row) {
        if (!spoiled[row]) {
            doubled++;
        }
        spoiled[row] = true;
    }

    /** The slot where a tag stands, or an empty one where it does not. */
    private int find(long tagLow, long tagHigh) {
        int mask = slots.length - 1;
        int slot = hash.of(tagLow, tagHigh) >>> shift;
        while (slots[slot] != 0 && (low[slots[slot] - 1] != tagLow || high[slots[slot] - 1] != tagHigh)) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    /** Looks up all tags of another list. */
    TagMap match(long[] otherLow, long[] otherHigh, int otherRows) {
        int[] toRow = new int[otherRows];
        int[] partner = new int[rows];
        for (int other = 0; other < otherRows; other++) {
            int row = slots[find(otherLow[other], otherHigh[other])] - 1;
            toRow[other] = TagMap.NONE;
            if (row < 0) {
                continue;
            }
            if (partner[row] > 0) {
                toRow[partner[row] - 1] = TagMap.NONE;
                partner[row] = DOUBLED;
                spoil(row);
            } else if (partner[row] == 0 && !spoiled[row]) {
                toRow[other] = row;
                partner[row] = other + 1;
            }
        }
        return TagMap.of(toRow, doubled);
    }
}
