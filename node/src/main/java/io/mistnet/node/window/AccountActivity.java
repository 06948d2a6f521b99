package io.mistnet.node.window;

import java.util.OptionalDouble;

/**
 * What the window holds of one of the bank's own accounts. Transfers from the account to itself do not show in it.
 *
 * @param slots the slots in which money moved, in rising order, each with money in or out
 * @param senders the number of accounts that paid it
 * @param oneOffSenders the number of those that paid it once
 * @param receivers the number of accounts that it paid
 * @param transfers the number of transfers, in and out
 * @param justBelow the number of those just below the reporting threshold
 * @param reportedRisk what the bank's own system says of the account, if anything
 */
public record AccountActivity(
        Slots slots,
        int senders,
        int oneOffSenders,
        int receivers,
        int transfers,
        int justBelow,
        OptionalDouble reportedRisk) {

    /**
     * Money by slot.
     *
     * @param start starts of slots, in milliseconds since 1970, rising
     * @param in for every slot the money in, in minor units
     * @param out for every slot the money out, in minor units
     */
    public record Slots(long[] start, long[] in, long[] out) {

        public int size() {
            return start.length;
        }
    }
}
