package io.mistnet.connectors.transfer;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;

/**
 * An amount in a currency of ISO 4217.
 *
 * @param amount positive, in major units, of at most 18 digits (ISO 20022, ActiveOrHistoricCurrencyAndAmount), none below the currency's minor
 *     unit; it is kept with as many fraction digits as the currency has
 * @param currency a currency that has minor units or at least whole ones: no metal, no test code
 */
public record InstructedAmount(BigDecimal amount, Currency currency) {

    private static final int MOST_DIGITS = 18;
    private static final String AMOUNT = "instructedAmount.amount";
    private static final String CURRENCY = "instructedAmount.currency";

    /** @throws InvalidTransferException if the amount or the currency is not as described */
    public InstructedAmount {
        int fractionDigits = currency.getDefaultFractionDigits();
        if (fractionDigits < 0) {
            throw new InvalidTransferException(CURRENCY, "a currency of ISO 4217 that money is held in");
        }
        if (amount.signum() <= 0) {
            throw new InvalidTransferException(AMOUNT, "a positive number");
        }
        // Exponents before the rescaling: 1E999999999 would fill the memory.
        if (amount.scale() > MOST_DIGITS || amount.precision() - (long) amount.scale() + fractionDigits > MOST_DIGITS) {
            throw new InvalidTransferException(AMOUNT, "at most %d digits".formatted(MOST_DIGITS));
        }
        amount = inMinorUnits(amount, currency, fractionDigits);
    }

    /**
     * Reads an amount from its text.
     *
     * @param amount a decimal number as text, digits with at most one point
     * @param currency three letters
     * @throws InvalidTransferException if either cannot be read, or the amount does not fit the currency
     */
    public static InstructedAmount parse(String amount, String currency) {
        return new InstructedAmount(decimal(amount), currency(currency));
    }

    /**
     * The currency of a code of three letters.
     *
     * @throws InvalidTransferException if ISO 4217 has no such currency
     */
    public static Currency currency(String code) {
        try {
            return Currency.getInstance(code);
        } catch (IllegalArgumentException e) {
            throw new InvalidTransferException(CURRENCY, "a code of three letters from ISO 4217");
        }
    }

    private static BigDecimal decimal(String text) {
        boolean plain =
                text.length() <= 2 * MOST_DIGITS && text.chars().allMatch(c -> (c >= '0' && c <= '9') || c == '.');
        try {
            if (plain) {
                return new BigDecimal(text);
            }
        } catch (NumberFormatException e) {
            // refused below, with the field's name
        }
        throw new InvalidTransferException(AMOUNT, "a positive decimal number without sign or exponent");
    }

    private static BigDecimal inMinorUnits(BigDecimal amount, Currency currency, int fractionDigits) {
        try {
            return amount.setScale(fractionDigits, RoundingMode.UNNECESSARY);
        } catch (ArithmeticException e) {
            throw new InvalidTransferException(
                    AMOUNT, "at most %d fraction digits in %s".formatted(fractionDigits, currency.getCurrencyCode()));
        }
    }
}
