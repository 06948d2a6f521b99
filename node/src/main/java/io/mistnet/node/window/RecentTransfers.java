package io.mistnet.node.window;

import io.mistnet.node.storage.Database;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Finds the latest transfers of an account. Reads only the slots in which the account was active, latest first, until it has enough. */
final class RecentTransfers {

    private final Database database;
    private final WindowSnapshot snapshot;
    private final ActivityShape shape;

    RecentTransfers(Database database, WindowSnapshot snapshot, ActivityShape shape) {
        this.database = database;
        this.snapshot = snapshot;
        this.shape = shape;
    }

    /**
     * The account's transfers before the cut-off, latest bucket first.
     *
     * @param account an id
     * @param most transfers
     */
    List<Booking> of(int account, AccountActivity activity, int most) {
        List<Booking> found = new ArrayList<>();
        long[] slots = activity.slots().start();
        for (int slot = slots.length - 1; slot >= 0 && found.size() < most; slot--) {
            long begin = Math.max(slots[slot], snapshot.begin().toEpochMilli());
            long end = Math.min(
                    slots[slot] + shape.slot().toMillis(), snapshot.cutOff().toEpochMilli());
            read(account, begin, end, most, found);
        }
        return found;
    }

    private void read(int account, long begin, long end, int most, List<Booking> found) {
        database.forEachBackwards(
                Table.TRANSFERS, PairBucket.firstKey(begin), PairBucket.firstKey(end), (key, value) -> {
                    KeptTransfer transfer = KeptTransfer.decode(key, value);
                    if (isOf(account, transfer)) {
                        found.add(booking(transfer));
                    }
                    return found.size() < most;
                });
    }

    private boolean isOf(int account, KeptTransfer transfer) {
        return isKnown(transfer.debtor())
                && isKnown(transfer.creditor())
                && (snapshot.canonical(transfer.debtor()) == account
                        || snapshot.canonical(transfer.creditor()) == account);
    }

    /** An account that the stream named only after the snapshot has no part in it. */
    private boolean isKnown(int id) {
        return id < snapshot.idBound();
    }

    private Booking booking(KeptTransfer transfer) {
        return new Booking(
                transfer.uetr(),
                snapshot.name(transfer.debtor()),
                snapshot.name(transfer.creditor()),
                transfer.amount(),
                Instant.ofEpochMilli(transfer.settledAt()));
    }
}
