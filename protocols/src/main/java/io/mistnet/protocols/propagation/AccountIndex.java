package io.mistnet.protocols.propagation;

import java.util.List;

/** Finds an account of any bank by its digest: a hash table with open addressing, for the plaintext twin only. */
final class AccountIndex {

    private final List<Ledger> ledgers;
    private final int[] starts;
    private final int[] slots;
    private final int[] bankOf;
    private final int mask;

    AccountIndex(List<Ledger> ledgers, int[] starts) {
        this.ledgers = ledgers;
        this.starts = starts;
        int accounts = starts[starts.length - 1];
        this.slots = new int[Integer.highestOneBit(Math.max(8, accounts)) * 4];
        this.mask = slots.length - 1;
        this.bankOf = new int[accounts];
        for (int b = 0; b < ledgers.size(); b++) {
            for (int account = 0; account < ledgers.get(b).accounts(); account++) {
                bankOf[starts[b] + account] = b;
                slots[emptySlot(ledgers.get(b).parties().digests()[2 * account])] = starts[b] + account + 1;
            }
        }
    }

    /** For every account that a ledger speaks of, its number in the joint graph; -1 where its bank does not have it. */
    int[] globalIndices(Ledger ledger) {
        Parties parties = ledger.parties();
        int[] global = new int[parties.size()];
        for (int party = 0; party < global.length; party++) {
            global[party] = party < parties.own()
                    ? starts[ledger.bank()] + party
                    : find(parties.bank()[party], parties.digests()[2 * party], parties.digests()[2 * party + 1]);
        }
        return global;
    }

    private int find(int bank, long low, long high) {
        for (int slot = first(low); slots[slot] != 0; slot = (slot + 1) & mask) {
            int account = slots[slot] - 1;
            long[] digests = ledgers.get(bankOf[account]).parties().digests();
            int own = account - starts[bankOf[account]];
            if (bankOf[account] == bank && digests[2 * own] == low && digests[2 * own + 1] == high) {
                return account;
            }
        }
        return -1;
    }

    private int emptySlot(long low) {
        int slot = first(low);
        while (slots[slot] != 0) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private int first(long low) {
        return (int) low & mask;
    }
}
