package io.mistnet.node.ledger;

import io.mistnet.node.window.WindowSnapshot;
import io.mistnet.protocols.propagation.Ledger;
import java.util.List;

/**
 * A bank's ledger, and whose accounts stand in it.
 *
 * @param ledger what enters the propagation
 * @param accounts the canonical numbers of the bank's own accounts, in the ledger's order
 * @param window the window that it was made from
 */
public record BankLedger(Ledger ledger, List<String> accounts, WindowSnapshot window) {}
