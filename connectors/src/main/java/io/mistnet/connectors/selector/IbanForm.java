package io.mistnet.connectors.selector;

import java.util.Locale;
import java.util.Optional;
import org.iban4j.Iban4jException;
import org.iban4j.IbanUtil;

/** Bank accounts by IBAN (ISO 13616): upper case, without spaces, of the length that its country has, with right check digits. */
final class IbanForm implements CanonicalForm {

    @Override
    public String of(String text, Optional<Region> region) throws UnfitTextException {
        String compact = text.replace(" ", "").toUpperCase(Locale.ROOT);
        if (!compact.matches("[A-Z]{2}[0-9]{2}[A-Z0-9]{1,30}")) {
            throw new UnfitTextException("expected two letters, two check digits, and at most 30 letters and digits");
        }
        try {
            IbanUtil.validate(compact);
            return compact;
        } catch (Iban4jException e) {
            throw new UnfitTextException(
                    "the country is unknown, its IBANs have another length or form, or the check digits are wrong");
        }
    }
}
