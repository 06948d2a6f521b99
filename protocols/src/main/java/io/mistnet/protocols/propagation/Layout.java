package io.mistnet.protocols.propagation;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToIntFunction;

/** Where each bank's block begins in the stacked vectors. Public: it follows from the blocks' sizes. */
final class Layout {

    /** Rows of both orders together: a composed route has as many. */
    private static final int MOST_ROWS = Integer.MAX_VALUE - 8;

    private final List<BlockSizes> sizes;
    private final int[] accountStarts;
    private final int[] senderStarts;
    private final int[] receiverStarts;

    Layout(List<BlockSizes> sizes) {
        this.sizes = List.copyOf(sizes);
        this.accountStarts = starts(BlockSizes::accounts);
        this.senderStarts = starts(BlockSizes::senderRows);
        this.receiverStarts = starts(BlockSizes::receiverRows);
        if ((long) senderRows() + receiverRows() > MOST_ROWS) {
            throw new IllegalArgumentException("%d and %d rows are more than %d: lower the network file's limits"
                    .formatted(senderRows(), receiverRows(), MOST_ROWS));
        }
    }

    private int[] starts(ToIntFunction<BlockSizes> rows) {
        int[] starts = new int[sizes.size() + 1];
        for (int b = 0; b < sizes.size(); b++) {
            starts[b + 1] = Math.addExact(starts[b], rows.applyAsInt(sizes.get(b)));
        }
        return starts;
    }

    List<BlockSizes> sizes() {
        return sizes;
    }

    int banks() {
        return sizes.size();
    }

    int accounts() {
        return accountStarts[banks()];
    }

    int senderRows() {
        return senderStarts[banks()];
    }

    int receiverRows() {
        return receiverStarts[banks()];
    }

    /** Where each bank's accounts begin, and the end. Not to be changed. */
    int[] accountStarts() {
        return accountStarts;
    }

    /** Where each bank's rows begin in S order, and the end. Not to be changed. */
    int[] senderStarts() {
        return senderStarts;
    }

    /** Where each bank's rows begin in D order, and the end. Not to be changed. */
    int[] receiverStarts() {
        return receiverStarts;
    }

    /** Replaces every row by the sum of the rows up to it, anew from every start on. */
    static void runningSums(long[] rows, int[] starts) {
        for (int b = 0; b + 1 < starts.length; b++) {
            long sum = 0;
            for (int row = starts[b]; row < starts[b + 1]; row++) {
                sum += rows[row];
                rows[row] = sum;
            }
        }
    }

    /** For every block: differences of its accounts' neighbouring values, then zeros up to the block's end. */
    static void spreadDifferences(long[] accounts, int[] accountStarts, long[] rows, int[] rowStarts) {
        for (int b = 0; b + 1 < rowStarts.length; b++) {
            int count = accountStarts[b + 1] - accountStarts[b];
            long before = 0;
            for (int k = 0; k < count; k++) {
                long value = accounts[accountStarts[b] + k];
                rows[rowStarts[b] + k] = value - before;
                before = value;
            }
            Arrays.fill(rows, rowStarts[b] + count, rowStarts[b + 1], 0);
        }
    }

    /** The other way: from every block's first rows, which are its accounts', the differences of neighbours. */
    static void collectDifferences(long[] rows, int[] rowStarts, long[] accounts, int[] accountStarts) {
        for (int b = 0; b + 1 < rowStarts.length; b++) {
            int count = accountStarts[b + 1] - accountStarts[b];
            long before = 0;
            for (int k = 0; k < count; k++) {
                long value = rows[rowStarts[b] + k];
                accounts[accountStarts[b] + k] = value - before;
                before = value;
            }
        }
    }
}
