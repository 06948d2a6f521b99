package io.mistnet.simulator.economy;

/**
 * The IBANs (ISO 13616) of one bank, made on demand: millions of accounts need no stored text.
 *
 * <p>Account numbers run through 8 digits in a scattered order without repeating.
 */
public final class IbanSeries {

    private static final long NUMBERS = 100_000_000;
    /** Odd and not a multiple of 5, so that multiplying by it permutes the numbers modulo a power of ten. */
    private static final long SCATTER = 61_803_399;

    private final String country;
    private final String code;
    private final String padding;
    private final long codeRemainder;
    private final long countryDigits;

    /**
     * The series of one bank.
     *
     * @param country two letters, of a country whose account numbers hold no check digits of their own
     * @param code the bank's, as IBANs of that country have it
     * @param accountLength digits of an account number, at least 8
     */
    public IbanSeries(String country, String code, int accountLength) {
        this.country = country;
        this.code = code;
        this.padding = "0".repeat(accountLength - 8);
        this.codeRemainder = remainder(0, code + padding);
        this.countryDigits = remainder(0, country + "00");
    }

    /** The IBAN of the {@code number}-th account, from 0 to 99,999,998. */
    public String iban(int number) {
        long account = (number + 1L) * SCATTER % NUMBERS;
        // two letters are four digits, and the two check digits that are still to be found stand for 00
        long remainder = ((codeRemainder * (NUMBERS % 97) + account) % 97 * (1_000_000 % 97) + countryDigits) % 97;
        long check = 98 - remainder;
        StringBuilder iban = new StringBuilder(34).append(country);
        appendPadded(iban, check, 2);
        iban.append(code).append(padding);
        appendPadded(iban, account, 8);
        return iban.toString();
    }

    private static void appendPadded(StringBuilder to, long value, int length) {
        String digits = Long.toString(value);
        for (int i = digits.length(); i < length; i++) {
            to.append('0');
        }
        to.append(digits);
    }

    private static long remainder(long start, String text) {
        long remainder = start;
        for (int i = 0; i < text.length(); i++) {
            int value = Character.getNumericValue(text.charAt(i));
            remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
        }
        return remainder;
    }
}
