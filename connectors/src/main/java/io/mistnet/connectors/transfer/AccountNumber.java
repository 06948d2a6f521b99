package io.mistnet.connectors.transfer;

import java.util.Locale;
import org.iban4j.Iban4jException;
import org.iban4j.IbanUtil;

/**
 * The one form in which both banks of a transfer name an account, so that their digests of it agree: upper case, without spaces.
 *
 * <p>What begins with two letters and two digits has an IBAN's form and must be a valid IBAN. Anything else is an identification of 1 to 34
 * characters (ISO 20022, Max34Text), of visible ASCII only, since look-alikes in other alphabets would name two accounts.
 */
public final class AccountNumber {

    private static final int MOST_CHARACTERS = 34;

    private AccountNumber() {}

    /**
     * The canonical form of an account.
     *
     * @param field the name of the field, for the refusal
     * @param text an account as written by a bank, in groups or not
     * @throws InvalidTransferException if it is neither a valid IBAN nor another identification
     */
    public static String canonical(String field, String text) {
        String compact = text.indexOf(' ') < 0 ? text : text.replace(" ", "");
        if (compact.isEmpty() || compact.length() > MOST_CHARACTERS || !isVisibleAscii(compact)) {
            throw new InvalidTransferException(field, "1 to 34 visible ASCII characters");
        }
        String account = compact.toUpperCase(Locale.ROOT);
        if (looksLikeIban(account)) {
            requireIban(field, account);
        }
        return account;
    }

    private static boolean isVisibleAscii(String text) {
        return text.chars().allMatch(c -> c > ' ' && c <= '~');
    }

    private static boolean looksLikeIban(String account) {
        return account.length() >= 4
                && isLetter(account.charAt(0))
                && isLetter(account.charAt(1))
                && isDigit(account.charAt(2))
                && isDigit(account.charAt(3));
    }

    private static void requireIban(String field, String account) {
        try {
            IbanUtil.validate(account);
        } catch (Iban4jException e) {
            throw new InvalidTransferException(field, "an IBAN of a known country with its length and check digits");
        }
    }

    private static boolean isLetter(char c) {
        return c >= 'A' && c <= 'Z';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
