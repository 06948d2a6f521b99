package io.mistnet.node.window;

import java.time.Duration;

/**
 * How finely the bank looks at its own accounts.
 *
 * @param slot an account's money in and out is kept by slots of this length
 * @param reportingThreshold the amount in minor units from which on a transfer is reported to the authorities; 0 where there is none
 */
public record ActivityShape(Duration slot, long reportingThreshold) {

    private static final int JUST_BELOW_TENTHS = 9;

    /** @throws IllegalArgumentException if the slot is below 1 ms or the threshold negative */
    public ActivityShape {
        if (slot.toMillis() < 1 || reportingThreshold < 0) {
            throw new IllegalArgumentException("a slot of at least 1 ms and a threshold of at least 0, not %s and %d"
                    .formatted(slot, reportingThreshold));
        }
    }

    long slotOf(long millis) {
        return Math.floorDiv(millis, slot.toMillis()) * slot.toMillis();
    }

    /** Whether an amount lies below the reporting threshold by at most a tenth of it. Counted when the transfer is taken in. */
    boolean isJustBelowThreshold(long amount) {
        return amount < reportingThreshold && amount >= reportingThreshold / 10 * JUST_BELOW_TENTHS;
    }
}
