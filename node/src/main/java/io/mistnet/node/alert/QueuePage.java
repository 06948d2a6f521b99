package io.mistnet.node.alert;

import java.util.List;
import java.util.Optional;

/**
 * A page of the queue.
 *
 * @param alerts in the order that was asked for
 * @param next where the next page begins; empty where this is the last one
 */
public record QueuePage(List<Alert> alerts, Optional<AlertCursor> next) {

    public QueuePage {
        alerts = List.copyOf(alerts);
    }
}
