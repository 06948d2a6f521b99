package io.mistnet.node.window;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds the latest transfers of a few accounts: reads the window backwards until it has enough of each. */
final class RecentTransfers {

    private final Database database;
    private final WindowSnapshot snapshot;

    RecentTransfers(Database database, WindowSnapshot snapshot) {
        this.database = database;
        this.snapshot = snapshot;
    }

    /**
     * @param numbers own accounts
     * @param most transfers of each
     * @return for each account its transfers before the cut-off, latest bucket first
     */
    Map<String, List<Booking>> of(Set<String> numbers, int most) {
        Map<String, List<Booking>> found = new HashMap<>();
        numbers.forEach(number -> found.put(number, new ArrayList<>()));
        int[] wanting = {numbers.size()};
        byte[] from = PairBucket.firstKey(snapshot.begin().toEpochMilli());
        byte[] to = PairBucket.firstKey(snapshot.cutOff().toEpochMilli());
        if (most > 0 && wanting[0] > 0) {
            database.forEachBackwards(Table.TRANSFERS, from, to, (key, value) -> {
                KeptTransfer transfer = KeptTransfer.decode(key, value);
                if (transfer.debtor() < snapshot.idBound() && transfer.creditor() < snapshot.idBound()) {
                    wanting[0] -= take(transfer, found, most);
                }
                return wanting[0] > 0;
            });
        }
        return found;
    }

    /** @return how many accounts have enough by this transfer */
    private int take(KeptTransfer transfer, Map<String, List<Booking>> found, int most) {
        Booking booking = new Booking(
                transfer.uetr(),
                snapshot.name(transfer.debtor()),
                snapshot.name(transfer.creditor()),
                transfer.amount(),
                Instant.ofEpochMilli(transfer.settledAt()));
        int filled = take(transfer.debtor(), booking, found, most);
        return transfer.debtor() == transfer.creditor()
                ? filled
                : filled + take(transfer.creditor(), booking, found, most);
    }

    private int take(int account, Booking booking, Map<String, List<Booking>> found, int most) {
        if (snapshot.bank(account).orElse(AccountTable.OUTSIDE) != snapshot.ownBank()) {
            return 0;
        }
        List<Booking> ofAccount = found.get(snapshot.number(account));
        if (ofAccount == null || ofAccount.size() == most) {
            return 0;
        }
        ofAccount.add(booking);
        return ofAccount.size() == most ? 1 : 0;
    }
}
