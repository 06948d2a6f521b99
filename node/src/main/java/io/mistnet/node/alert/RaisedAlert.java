package io.mistnet.node.alert;

import io.mistnet.connectors.transfer.Transfer;
import java.time.Instant;
import java.util.List;

/**
 * What the node raised for an account in one epoch.
 *
 * @param account the account's number, canonical
 * @param epoch the epoch's number; account, epoch and rule together say which alert it is
 * @param rule the network's rule
 * @param measure in which terms
 * @param risk the value in these terms
 * @param cutOff up to when transfers counted
 * @param transfers what the bank knew of the account's transfers
 * @param raisedAt when the node raised it, to the millisecond
 */
public record RaisedAlert(
        String account,
        long epoch,
        String rule,
        Measure measure,
        double risk,
        Instant cutOff,
        List<Transfer> transfers,
        Instant raisedAt) {

    public RaisedAlert {
        transfers = List.copyOf(transfers);
    }
}
