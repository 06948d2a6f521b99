package io.mistnet.node.window;

import com.carrotsearch.hppc.LongIntHashMap;
import java.util.Arrays;

/** Running sums of pairs of accounts; a pair whose transfers have all gone leaves no row. Rows are dense, so that a copy is a few array copies. */
final class PairTable {

    private static final int ABSENT = -1;

    private final LongIntHashMap rows = new LongIntHashMap();
    private long[] pairs = new long[1024];
    private long[] amounts = new long[1024];
    private int[] counts = new int[1024];
    private int size;

    static long pair(int debtor, int creditor) {
        return (long) debtor << Integer.SIZE | creditor;
    }

    /**
     * Adds to a pair, or takes from it where amount and count are negative.
     *
     * @return how many transfers the pair had before
     * @throws ArithmeticException if the sum does not fit 64 bits
     */
    int add(int debtor, int creditor, long amount, int count) {
        long pair = pair(debtor, creditor);
        int row = rows.getOrDefault(pair, ABSENT);
        if (row == ABSENT) {
            append(pair, amount, count);
            return 0;
        }
        int before = counts[row];
        amounts[row] = Math.addExact(amounts[row], amount);
        counts[row] = Math.addExact(before, count);
        if (counts[row] == 0) {
            remove(row);
        }
        return before;
    }

    int size() {
        return size;
    }

    void clear() {
        rows.clear();
        size = 0;
    }

    WindowPairs copy() {
        int[] debtors = new int[size];
        int[] creditors = new int[size];
        for (int row = 0; row < size; row++) {
            debtors[row] = (int) (pairs[row] >>> Integer.SIZE);
            creditors[row] = (int) pairs[row];
        }
        return new WindowPairs(debtors, creditors, Arrays.copyOf(amounts, size), Arrays.copyOf(counts, size));
    }

    private void append(long pair, long amount, int count) {
        if (size == pairs.length) {
            pairs = Arrays.copyOf(pairs, 2 * size);
            amounts = Arrays.copyOf(amounts, 2 * size);
            counts = Arrays.copyOf(counts, 2 * size);
        }
        pairs[size] = pair;
        amounts[size] = amount;
        counts[size] = count;
        rows.put(pair, size);
        size++;
    }

    private void remove(int row) {
        int last = --size;
        rows.remove(pairs[row]);
        if (row != last) {
            pairs[row] = pairs[last];
            amounts[row] = amounts[last];
            counts[row] = counts[last];
            rows.put(pairs[row], row);
        }
    }
}
