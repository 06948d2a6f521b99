package io.mistnet.node.ledger;

import io.mistnet.node.window.WindowStore;
import java.time.Instant;

/** The ledgers of a bank's window, one for each cut-off. Safe for any thread. */
public final class WindowLedgers {

    private final WindowStore store;
    private final LedgerBuilder builder;

    public WindowLedgers(WindowStore store, LedgerBuilder builder) {
        this.store = store;
        this.builder = builder;
    }

    /**
     * The ledger of the window at a cut-off: of what had been taken in by now and settled before the cut-off. Blocks.
     *
     * @throws IllegalArgumentException if the cut-off is before the window's watermark
     * @throws ArithmeticException if a sum of amounts does not fit 64 bits
     */
    public BankLedger at(Instant cutOff) {
        return builder.build(store.snapshot(cutOff));
    }
}
