package io.mistnet.node.ledger;

import io.mistnet.node.window.WindowPairs;
import io.mistnet.node.window.WindowSnapshot;
import io.mistnet.protocols.propagation.Parties;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/** The accounts of a window that are in the network, and their places in the ledger: own ones first, each group by rising id. */
final class Members {

    static final int OUTSIDE = -1;

    private final WindowSnapshot window;
    private final int own;
    private final int[] ids;
    private final int[] indexById;

    private Members(WindowSnapshot window, BitSet ownIds, BitSet otherIds) {
        this.window = window;
        this.own = ownIds.cardinality();
        this.ids = new int[own + otherIds.cardinality()];
        this.indexById = new int[window.idBound()];
        Arrays.fill(indexById, OUTSIDE);
        int next = 0;
        for (BitSet group : List.of(ownIds, otherIds)) {
            for (int id = group.nextSetBit(0); id >= 0; id = group.nextSetBit(id + 1)) {
                ids[next] = id;
                indexById[id] = next++;
            }
        }
    }

    static Members of(WindowSnapshot window) {
        BitSet own = new BitSet(window.idBound());
        BitSet other = new BitSet(window.idBound());
        WindowPairs pairs = window.pairs();
        for (int[] side : List.of(pairs.debtor(), pairs.creditor())) {
            for (int id : side) {
                window.bank(id).ifPresent(bank -> (bank == window.ownBank() ? own : other).set(id));
            }
        }
        return new Members(window, own, other);
    }

    int own() {
        return own;
    }

    boolean isOwn(int index) {
        return index >= 0 && index < own;
    }

    /** The account's place in the ledger, or {@link #OUTSIDE}. */
    int index(int id) {
        return indexById[id];
    }

    Parties parties() {
        int[] banks = new int[ids.length];
        long[] digests = new long[2 * ids.length];
        for (int i = 0; i < ids.length; i++) {
            banks[i] = window.bank(ids[i]).orElseThrow();
            digests[2 * i] = window.digestHigh(ids[i]);
            digests[2 * i + 1] = window.digestLow(ids[i]);
        }
        return new Parties(own, banks, digests);
    }

    List<String> ownNumbers() {
        List<String> numbers = new ArrayList<>(own);
        for (int i = 0; i < own; i++) {
            numbers.add(window.number(ids[i]));
        }
        return List.copyOf(numbers);
    }
}
