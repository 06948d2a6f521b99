package io.mistnet.simulator.graph;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/**
 * Transfers added up per ordered pair of accounts, by creditor and then debtor.
 *
 * @param debtor the sender of every pair
 * @param creditor the receiver of every pair
 * @param amount the summed amount of every pair, at least 1
 * @param outsideIncome for every account, what it received from outside the network
 */
public record PairTable(int[] debtor, int[] creditor, long[] amount, long[] outsideIncome) {

    private static final long MOST_INCOME = 1L << 53;

    /**
     * Adds transfers up. What goes to the outside, and amounts of 0, are left out.
     *
     * @param accounts how many accounts the network has
     * @throws IllegalArgumentException where an account's income is above 2^53 minor units
     */
    public static PairTable of(TransferTable transfers, int accounts) {
        int[] order = new int[transfers.size()];
        int inside = 0;
        long[] outsideIncome = new long[accounts];
        for (int i = 0; i < transfers.size(); i++) {
            int to = transfers.creditor(i);
            if (to != TransferTable.OUTSIDE && transfers.amount(i) > 0) {
                if (transfers.debtor(i) == TransferTable.OUTSIDE) {
                    outsideIncome[to] = added(outsideIncome[to], transfers.amount(i), to);
                } else {
                    order[inside++] = i;
                }
            }
        }
        int[] byDebtor = sorted(order, inside, transfers::debtor, accounts);
        return addedUp(transfers, sorted(byDebtor, inside, transfers::creditor, accounts), outsideIncome);
    }

    public int size() {
        return debtor.length;
    }

    private static PairTable addedUp(TransferTable transfers, int[] order, long[] outsideIncome) {
        int[] debtor = new int[order.length];
        int[] creditor = new int[order.length];
        long[] amount = new long[order.length];
        int pairs = 0;
        long income = 0;
        for (int transfer : order) {
            int from = transfers.debtor(transfer);
            int to = transfers.creditor(transfer);
            boolean sameCreditor = pairs > 0 && creditor[pairs - 1] == to;
            income = added(sameCreditor ? income : outsideIncome[to], transfers.amount(transfer), to);
            if (sameCreditor && debtor[pairs - 1] == from) {
                amount[pairs - 1] += transfers.amount(transfer);
            } else {
                debtor[pairs] = from;
                creditor[pairs] = to;
                amount[pairs++] = transfers.amount(transfer);
            }
        }
        return pairs == order.length
                ? new PairTable(debtor, creditor, amount, outsideIncome)
                : new PairTable(
                        Arrays.copyOf(debtor, pairs),
                        Arrays.copyOf(creditor, pairs),
                        Arrays.copyOf(amount, pairs),
                        outsideIncome);
    }

    private static long added(long income, long amount, int account) {
        if (amount > MOST_INCOME - income) {
            throw new IllegalArgumentException(
                    "account number %d receives more than 2^53 minor units: amounts must be whole minor units of one currency"
                            .formatted(account));
        }
        return income + amount;
    }

    /** A stable counting sort of the first {@code count} entries. */
    private static int[] sorted(int[] order, int count, IntUnaryOperator key, int keys) {
        int[] next = new int[keys + 1];
        for (int i = 0; i < count; i++) {
            next[key.applyAsInt(order[i]) + 1]++;
        }
        for (int k = 0; k < keys; k++) {
            next[k + 1] += next[k];
        }
        int[] sorted = new int[count];
        for (int i = 0; i < count; i++) {
            sorted[next[key.applyAsInt(order[i])]++] = order[i];
        }
        return sorted;
    }
}
