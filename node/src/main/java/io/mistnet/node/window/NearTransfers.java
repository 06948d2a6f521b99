package io.mistnet.node.window;

import com.carrotsearch.hppc.IntHashSet;
import com.carrotsearch.hppc.IntSet;
import io.mistnet.node.storage.Database;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.UUID;

/**
 * Gathers the transfers around an account, hop by hop. A hop reads the slots in which the own accounts that were reached moved money, latest first, and takes every transfer of any account that was reached; what accounts of other banks did
 * with others at other times it does not find. It stops where it has enough transfers, or has read too much: people wait for it.
 */
final class NearTransfers {

    private static final int MOST_READ = 200_000;

    private final Database database;
    private final ActivityShape shape;
    private final int most;
    private final Map<UUID, Booking> found = new LinkedHashMap<>();
    private final IntHashSet reached = new IntHashSet();
    private int read;

    NearTransfers(Database database, ActivityShape shape, int account, int most) {
        this.database = database;
        this.shape = shape;
        this.most = most;
        reached.add(account);
    }

    /** The accounts that were reached. */
    IntSet reached() {
        return new IntHashSet(reached);
    }

    Surroundings found() {
        return new Surroundings(List.copyOf(found.values()), wantsMore());
    }

    /** Reads the transfers of the accounts that were reached; then their other ends are reached as well. */
    void hop(WindowSnapshot snapshot) {
        IntSet from = reached();
        for (long slot : slots(snapshot).descendingSet()) {
            long begin = Math.max(slot, snapshot.begin().toEpochMilli());
            long end =
                    Math.min(slot + shape.slot().toMillis(), snapshot.cutOff().toEpochMilli());
            if (wantsMore()) {
                read(snapshot, from, begin, end);
            }
        }
    }

    private static NavigableSet<Long> slots(WindowSnapshot snapshot) {
        NavigableSet<Long> slots = new TreeSet<>();
        for (int i = 0; i < snapshot.activeAccounts(); i++) {
            for (long start : snapshot.activity(i).slots().start()) {
                slots.add(start);
            }
        }
        return slots;
    }

    private void read(WindowSnapshot snapshot, IntSet from, long begin, long end) {
        database.forEachBackwards(
                Table.TRANSFERS, PairBucket.firstKey(begin), PairBucket.firstKey(end), (key, value) -> {
                    read++;
                    take(snapshot, from, KeptTransfer.decode(key, value));
                    return wantsMore();
                });
    }

    private void take(WindowSnapshot snapshot, IntSet from, KeptTransfer transfer) {
        // An account that the stream named only after the snapshot has no part in it.
        if (transfer.debtor() >= snapshot.idBound() || transfer.creditor() >= snapshot.idBound()) {
            return;
        }
        int debtor = snapshot.canonical(transfer.debtor());
        int creditor = snapshot.canonical(transfer.creditor());
        if (debtor == creditor || !from.contains(debtor) && !from.contains(creditor)) {
            return;
        }
        found.putIfAbsent(
                transfer.uetr(),
                new Booking(
                        transfer.uetr(),
                        snapshot.name(transfer.debtor()),
                        snapshot.name(transfer.creditor()),
                        transfer.amount(),
                        Instant.ofEpochMilli(transfer.settledAt())));
        reached.add(debtor);
        reached.add(creditor);
    }

    private boolean wantsMore() {
        return found.size() < most && read < MOST_READ;
    }
}
