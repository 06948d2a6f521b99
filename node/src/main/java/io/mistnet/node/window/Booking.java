package io.mistnet.node.window;

import java.time.Instant;
import java.util.UUID;

/**
 * A transfer as the window counts it.
 *
 * @param uetr its reference: it counts once, however often it is delivered
 * @param debtor who paid
 * @param creditor who was paid
 * @param amount at least 1, in minor units of the network's currency
 * @param settlementTime when it settled, to the millisecond
 */
public record Booking(UUID uetr, AccountName debtor, AccountName creditor, long amount, Instant settlementTime) {

    public Booking {
        if (amount < 1) {
            throw new IllegalArgumentException("an amount is at least 1 minor unit");
        }
    }
}
