package io.mistnet.simulator.benchmark;

import java.util.Arrays;

/** A set of pairs of accounts: open addressing over primitive words, since ten million boxed ones would not fit. */
final class PairSet {

    private static final long EMPTY = -1;

    private final long[] slots;
    private final int mask;

    /** @param expected the most pairs that will be added */
    PairSet(int expected) {
        slots = new long[Integer.highestOneBit(Math.max(8, expected)) * 4];
        Arrays.fill(slots, EMPTY);
        mask = slots.length - 1;
    }

    /** Whether the pair was not there yet. */
    boolean add(int debtor, int creditor) {
        long pair = (long) debtor << 32 | creditor;
        int at = (int) (pair * 0x9E3779B97F4A7C15L >>> 33) & mask;
        while (slots[at] != EMPTY) {
            if (slots[at] == pair) {
                return false;
            }
            at = (at + 1) & mask;
        }
        slots[at] = pair;
        return true;
    }
}
