package io.mistnet.node.alert;

import io.mistnet.connectors.transfer.Transfer;
import java.util.List;

/** What the bank itself knows of the transfers around one of its accounts at present. */
public interface OwnTransfers {

    /** The most transfers that people are shown at once. */
    int MOST = 200;

    /** Knows none. */
    OwnTransfers NONE = account -> new Around(List.of(), true);

    /** The transfers of the account and of those that it traded with, {@value #MOST} at most. */
    Around around(String account);

    /**
     * Transfers around an account.
     *
     * @param transfers the latest ones
     * @param complete whether these are all
     */
    record Around(List<Transfer> transfers, boolean complete) {

        public Around {
            transfers = List.copyOf(transfers);
        }
    }
}
