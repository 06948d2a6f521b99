package io.mistnet.protocols.propagation;

/**
 * Ordered pairs of accounts between which money went, each pair once, transfers added up.
 *
 * @param account the bank's own account of each pair: its sender in outgoing pairs, its receiver in incoming ones
 * @param counterparty the other account of each pair, as an index into {@link Parties}; it may be the bank's own too
 * @param amount the summed amount of each pair in minor units, at least 1
 */
public record Pairs(int[] account, int[] counterparty, long[] amount) {

    public Pairs {
        if (account.length != counterparty.length || account.length != amount.length) {
            throw new IllegalArgumentException("%d accounts, %d counterparties, %d amounts"
                    .formatted(account.length, counterparty.length, amount.length));
        }
    }

    public int size() {
        return account.length;
    }
}
