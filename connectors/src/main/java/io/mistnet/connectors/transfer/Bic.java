package io.mistnet.connectors.transfer;

import org.iban4j.BicUtil;
import org.iban4j.Iban4jException;

/** The business identifier codes of ISO 9362, in one form: 8 characters, or 11 for a branch other than the head office ({@code XXX}). */
public final class Bic {

    private static final String HEAD_OFFICE = "XXX";

    private Bic() {}

    /**
     * The canonical form of a BIC.
     *
     * @param field the name of the field, for the refusal
     * @param text a BIC of 8 or 11 characters in upper case
     * @throws InvalidTransferException if it is no BIC
     */
    public static String canonical(String field, String text) {
        try {
            BicUtil.validate(text);
        } catch (Iban4jException e) {
            throw new InvalidTransferException(field, "a BIC of 8 or 11 characters in upper case");
        }
        return text.length() == 11 && text.endsWith(HEAD_OFFICE) ? text.substring(0, 8) : text;
    }
}
