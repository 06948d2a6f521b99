package io.mistnet.protocols.propagation;

import io.mistnet.protocols.permutation.Permutation;

/**
 * How a bank arranges its rows: in V order its accounts, then a slot for every pair; in S order each account followed by its outgoing pairs; in D order each account after its incoming
 * ones. Padding pairs come last in S order and first in D order, where they reach nobody.
 *
 * @param index for every row of S or D order, the row of V order that it is
 * @param accountRows for every account, its own row
 */
record Arrangement(int[] index, int[] accountRows) {

    static Arrangement ofSenders(Ledger ledger, BlockSizes sizes) {
        int[] begin = begins(ledger.outgoing(), sizes.accounts());
        int rows = sizes.senderRows();
        int[] index = new int[rows];
        int[] accountRows = new int[sizes.accounts()];
        for (int account = 0; account < sizes.accounts(); account++) {
            accountRows[account] = begin[account] + account;
            index[accountRows[account]] = account;
            begin[account] = accountRows[account] + 1;
        }
        int last = place(ledger.outgoing(), sizes, begin, index) + sizes.accounts();
        pad(index, last, rows, sizes.accounts() + ledger.outgoing().size());
        return new Arrangement(index, accountRows);
    }

    static Arrangement ofReceivers(Ledger ledger, BlockSizes sizes) {
        int[] begin = begins(ledger.incoming(), sizes.accounts());
        int padding = sizes.incoming() - ledger.incoming().size();
        int[] index = new int[sizes.receiverRows()];
        int[] accountRows = new int[sizes.accounts()];
        pad(index, 0, padding, sizes.accounts() + ledger.incoming().size());
        for (int account = 0; account < sizes.accounts(); account++) {
            accountRows[account] = padding + begin[account + 1] + account;
            index[accountRows[account]] = account;
        }
        for (int account = 0; account < sizes.accounts(); account++) {
            begin[account] += padding + account;
        }
        place(ledger.incoming(), sizes, begin, index);
        return new Arrangement(index, accountRows);
    }

    Permutation permutation() {
        return new Permutation(index);
    }

    /** For every account, how many pairs come before its first one; one entry more for the end. */
    private static int[] begins(Pairs pairs, int accounts) {
        int[] begins = new int[accounts + 1];
        for (int account : pairs.account()) {
            begins[account + 1]++;
        }
        for (int account = 0; account < accounts; account++) {
            begins[account + 1] += begins[account];
        }
        return begins;
    }

    private static int place(Pairs pairs, BlockSizes sizes, int[] next, int[] index) {
        for (int pair = 0; pair < pairs.size(); pair++) {
            index[next[pairs.account()[pair]]++] = sizes.accounts() + pair;
        }
        return pairs.size();
    }

    private static void pad(int[] index, int from, int to, int firstSlot) {
        for (int row = from; row < to; row++) {
            index[row] = firstSlot + row - from;
        }
    }
}
