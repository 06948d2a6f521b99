package io.mistnet.connectors.transfer;

import java.time.Instant;
import java.util.UUID;

/**
 * One settled credit transfer, in the terms of ISO 20022.
 *
 * @param uetr the unique end-to-end transaction reference: a transfer counts once, however often it is delivered
 * @param instructedAmount what was sent, in its own currency
 * @param debtorAccount the sender's account: an IBAN without spaces in upper case, or another identification of at most 34 characters
 * @param debtorAgent the BIC of the bank that holds the sender's account
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
        Instant settlementTime) {}
