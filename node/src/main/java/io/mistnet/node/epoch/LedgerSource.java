package io.mistnet.node.epoch;

import io.mistnet.protocols.propagation.Ledger;
import java.time.Instant;
import java.util.List;

/** Where a bank's own window of transfers is read. */
@FunctionalInterface
public interface LedgerSource {

    /**
     * The window as it stood at the cut-off. Blocks.
     *
     * @param banks the banks of the network in its order; positions in it are the indices in the ledger
     */
    Snapshot at(Instant cutOff, List<String> banks);

    /**
     * A ledger, whose it is, and what stands behind it.
     *
     * @param accounts the bank's own accounts, in the ledger's order
     * @param history the transfers of the same window
     */
    record Snapshot(Ledger ledger, List<String> accounts, AccountHistory history) {
        public Snapshot {
            if (accounts.size() != ledger.accounts()) {
                throw new IllegalArgumentException(
                        "%d names for %d accounts".formatted(accounts.size(), ledger.accounts()));
            }
        }
    }
}
