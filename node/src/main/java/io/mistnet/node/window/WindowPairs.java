package io.mistnet.node.window;

/**
 * The pairs of a window, each once, in no particular order.
 *
 * @param debtor for every pair the payer's id
 * @param creditor for every pair the payee's id
 * @param amount for every pair the sum of its transfers in minor units
 * @param count for every pair the number of its transfers
 */
public record WindowPairs(int[] debtor, int[] creditor, long[] amount, int[] count) {

    public int size() {
        return debtor.length;
    }
}
