package io.mistnet.node.epoch;

import io.mistnet.node.window.Booking;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the bank itself knows of its accounts: the transfers of its own window. */
@FunctionalInterface
public interface AccountHistory {

    /**
     * The latest transfers of some own accounts. Blocks.
     *
     * @param accounts canonical numbers
     * @return for each account a few of its transfers, in and out
     */
    Map<String, List<Booking>> latest(Set<String> accounts);
}
