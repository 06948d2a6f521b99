package io.mistnet.simulator.economy;

import java.util.Arrays;
import java.util.function.Consumer;

/** Transfers in columns, gathered in any order and given out in that of time. */
final class TransferBuffer {

    private long[] seconds = new long[1024];
    private long[] amounts = new long[1024];
    private int[] debtors = new int[1024];
    private int[] creditors = new int[1024];
    private int[] schemes = new int[1024];
    private int size;

    void add(long second, int debtor, int creditor, long amount, int scheme) {
        if (size == seconds.length) {
            int capacity = size + size / 2;
            seconds = Arrays.copyOf(seconds, capacity);
            amounts = Arrays.copyOf(amounts, capacity);
            debtors = Arrays.copyOf(debtors, capacity);
            creditors = Arrays.copyOf(creditors, capacity);
            schemes = Arrays.copyOf(schemes, capacity);
        }
        seconds[size] = second;
        amounts[size] = amount;
        debtors[size] = debtor;
        creditors[size] = creditor;
        schemes[size++] = scheme;
    }

    void add(EconomyTransfer transfer) {
        add(transfer.second(), transfer.debtor(), transfer.creditor(), transfer.amount(), transfer.scheme());
    }

    int size() {
        return size;
    }

    void clear() {
        size = 0;
    }

    /** Gives out all transfers by time, equal times in the order in which they were added. */
    void forEachInTime(Consumer<EconomyTransfer> sink) {
        long[] order = new long[size];
        for (int i = 0; i < size; i++) {
            order[i] = seconds[i] << 32 | i;
        }
        Arrays.sort(order);
        for (long key : order) {
            int i = (int) key;
            sink.accept(new EconomyTransfer(seconds[i], debtors[i], creditors[i], amounts[i], schemes[i]));
        }
    }
}
