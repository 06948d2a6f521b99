package io.mistnet.protocols.sharing;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Arrays that one party's run uses again, so that vectors of millions of rows are not allocated and cleared at every step. What it hands out holds anything. Not
 * thread-safe.
 */
public final class WordPool {

    private static final int MOST_KEPT = 6;

    private final Deque<long[]> free = new ArrayDeque<>();

    /** An array of at least {@code rows} words, of any content. */
    public long[] take(int rows) {
        for (var arrays = free.iterator(); arrays.hasNext(); ) {
            long[] array = arrays.next();
            if (array.length >= rows && array.length / 2 <= rows) {
                arrays.remove();
                return array;
            }
        }
        return new long[rows];
    }

    /** Takes an array back that its holder no longer uses. */
    public void give(long[] array) {
        if (free.size() == MOST_KEPT) {
            free.removeFirst();
        }
        free.addLast(array);
    }

    /** Forgets all arrays, for the collector. */
    public void clear() {
        free.clear();
    }
}
