package io.mistnet.node.alert;

import io.mistnet.connectors.transfer.Transfer;
import java.util.List;

/**
 * All that is known of an alert.
 *
 * @param alert the alert
 * @param occurrences the times that it was raised, first to last
 * @param transfers what the bank knew of the account's transfers at these times, latest first
 * @param history its changes, first to last
 */
public record AlertDossier(
        Alert alert, List<Occurrence> occurrences, List<Transfer> transfers, List<HistoryEntry> history) {

    public AlertDossier {
        occurrences = List.copyOf(occurrences);
        transfers = List.copyOf(transfers);
        history = List.copyOf(history);
    }
}
