package io.mistnet.connectors.transfer;

import java.time.Instant;
import java.util.UUID;

/**
 * One settled credit transfer, in the terms of ISO 20022. An instance is valid and in canonical form.
 *
 * @param uetr the unique end-to-end transaction reference, a random UUID (version 4): a transfer counts once, however often it is delivered
 * @param instructedAmount what was sent, in its own currency
 * @param debtorAccount the sender's account, in the form of {@link AccountNumber#canonical}
 * @param debtorAgent the BIC of the bank that holds the sender's account, in the form of {@link Bic#canonical}
 * @param creditorAccount the receiver's account, as the sender's
 * @param creditorAgent the BIC of the bank that holds the receiver's account
 * @param settlementTime when it settled
 */
public record Transfer(
        UUID uetr,
        InstructedAmount instructedAmount,
        String debtorAccount,
        String debtorAgent,
        String creditorAccount,
        String creditorAgent,
        Instant settlementTime) {

    /** @throws InvalidTransferException if a field is not as described */
    public Transfer {
        if (uetr.version() != 4 || uetr.variant() != 2) {
            throw notAUetr();
        }
        debtorAccount = AccountNumber.canonical("debtorAccount", debtorAccount);
        debtorAgent = Bic.canonical("debtorAgent", debtorAgent);
        creditorAccount = AccountNumber.canonical("creditorAccount", creditorAccount);
        creditorAgent = Bic.canonical("creditorAgent", creditorAgent);
    }

    /**
     * Reads a reference from its text.
     *
     * @param text 32 hexadecimal digits in groups of 8, 4, 4, 4 and 12
     * @throws InvalidTransferException if it is no UUID
     */
    public static UUID uetr(String text) {
        try {
            UUID uetr = UUID.fromString(text);
            // UUID.fromString accepts shortened and shifted groups: two texts, one reference.
            if (uetr.toString().equalsIgnoreCase(text)) {
                return uetr;
            }
        } catch (IllegalArgumentException e) {
            // refused below, with the field's name
        }
        throw notAUetr();
    }

    private static InvalidTransferException notAUetr() {
        return new InvalidTransferException("uetr", "a UUID of version 4");
    }
}
