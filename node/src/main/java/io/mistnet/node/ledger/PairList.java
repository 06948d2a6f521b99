package io.mistnet.node.ledger;

import io.mistnet.protocols.propagation.Pairs;
import java.util.Arrays;

/** Pairs in the making. */
final class PairList {

    private final int[] accounts;
    private final int[] counterparties;
    private final long[] amounts;
    private int size;

    PairList(int most) {
        accounts = new int[most];
        counterparties = new int[most];
        amounts = new long[most];
    }

    void add(int account, int counterparty, long amount) {
        accounts[size] = account;
        counterparties[size] = counterparty;
        amounts[size] = amount;
        size++;
    }

    Pairs pairs() {
        return new Pairs(
                Arrays.copyOf(accounts, size), Arrays.copyOf(counterparties, size), Arrays.copyOf(amounts, size));
    }
}
