package io.mistnet.protocols.propagation;

/**
 * The accounts that one bank's ledger speaks of: its own first, then those of other banks of the network that its customers deal with.
 *
 * @param own how many accounts are the bank's own: indices 0 to {@code own - 1}
 * @param bank for every account, the index of its bank in the epoch's list of banks
 * @param digests for every account two words: the first 128 bits of the SHA-256 of its canonical number, so that both banks of a pair name it alike
 */
public record Parties(int own, int[] bank, long[] digests) {

    public Parties {
        if (own < 0 || own > bank.length || digests.length != 2 * bank.length) {
            throw new IllegalArgumentException(
                    "%d own accounts, %d accounts, %d words of digests".formatted(own, bank.length, digests.length));
        }
    }

    public int size() {
        return bank.length;
    }
}
