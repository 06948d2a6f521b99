package io.mistnet.simulator.graph;

import java.util.Arrays;

/** Transfers in columns, in any order. */
public final class TransferTable {

    /** Stands for every party outside the network. */
    public static final int OUTSIDE = -1;

    private int[] debtor;
    private int[] creditor;
    private long[] amount;
    private int size;

    public TransferTable(int expected) {
        int capacity = Math.max(16, expected);
        debtor = new int[capacity];
        creditor = new int[capacity];
        amount = new long[capacity];
    }

    /**
     * Adds one transfer.
     *
     * @param from the sender's account, from 0, or {@link #OUTSIDE}
     * @param to the receiver's account, from 0, or {@link #OUTSIDE}
     * @param minorUnits at least 0
     */
    public void add(int from, int to, long minorUnits) {
        if (from < OUTSIDE || to < OUTSIDE || minorUnits < 0) {
            throw new IllegalArgumentException("from %d to %d: %d".formatted(from, to, minorUnits));
        }
        if (size == debtor.length) {
            int capacity = size + size / 2;
            debtor = Arrays.copyOf(debtor, capacity);
            creditor = Arrays.copyOf(creditor, capacity);
            amount = Arrays.copyOf(amount, capacity);
        }
        debtor[size] = from;
        creditor[size] = to;
        amount[size++] = minorUnits;
    }

    public int size() {
        return size;
    }

    int debtor(int transfer) {
        return debtor[transfer];
    }

    int creditor(int transfer) {
        return creditor[transfer];
    }

    long amount(int transfer) {
        return amount[transfer];
    }
}
