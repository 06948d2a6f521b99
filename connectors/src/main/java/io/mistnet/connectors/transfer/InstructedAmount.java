package io.mistnet.connectors.transfer;

import java.math.BigDecimal;
import java.util.Currency;

/**
 * An amount in a currency of ISO 4217.
 *
 * @param amount positive, in major units
 * @param currency its currency
 */
public record InstructedAmount(BigDecimal amount, Currency currency) {}
