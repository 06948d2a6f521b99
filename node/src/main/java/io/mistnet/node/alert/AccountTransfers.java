package io.mistnet.node.alert;

import io.mistnet.connectors.transfer.Transfer;
import io.mistnet.node.alert.OwnTransfers.Around;
import java.util.Comparator;
import java.util.List;

/** The transfers around an account: from the bank's window of recent transfers, or, where that no longer holds the account, from its alerts. */
public final class AccountTransfers {

    private final OwnTransfers window;
    private final AlertRepository alerts;

    public AccountTransfers(OwnTransfers window, AlertRepository alerts) {
        this.window = window;
        this.alerts = alerts;
    }

    /**
     * What is known of an account.
     *
     * @param transfers latest first
     * @param complete whether these are all
     * @param present whether they are those of the window; otherwise those that stood in the account's alerts
     */
    public record Known(List<Transfer> transfers, boolean complete, boolean present) {

        public Known {
            transfers = List.copyOf(transfers);
        }
    }

    public Known of(AlertAccount account) {
        Around around = window.around(account.number());
        if (!around.transfers().isEmpty()) {
            return new Known(sorted(around.transfers()), around.complete(), true);
        }
        List<Transfer> kept = alerts.transfersOf(account);
        return new Known(kept.stream().limit(OwnTransfers.MOST).toList(), kept.size() <= OwnTransfers.MOST, false);
    }

    private static List<Transfer> sorted(List<Transfer> transfers) {
        return transfers.stream()
                .sorted(Comparator.comparing(Transfer::settlementTime).reversed())
                .toList();
    }
}
