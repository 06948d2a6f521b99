package io.mistnet.node.epoch;

import java.time.Instant;
import java.util.List;

/**
 * What a bank opened for its own accounts.
 *
 * @param complete whether every bank of the network had its part; without one of them values can only be lower than they would be, never higher
 * @param accounts the bank's own accounts
 * @param values for each account 0 or 1, the number of its band, or its score, by the network's policy
 * @param history the transfers of the window that the epoch saw
 */
public record EpochResult(
        long epoch, Instant cutOff, boolean complete, List<String> accounts, double[] values, AccountHistory history) {

    public EpochResult {
        if (accounts.size() != values.length) {
            throw new IllegalArgumentException("%d values for %d accounts".formatted(values.length, accounts.size()));
        }
    }
}
