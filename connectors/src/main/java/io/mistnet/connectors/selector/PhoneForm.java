package io.mistnet.connectors.selector;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.Optional;

/** Phone numbers in E.164: a plus, the country code, the national number, digits only. */
final class PhoneForm implements CanonicalForm {

    private static final String UNKNOWN_REGION = "ZZ";

    private final PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();

    @Override
    public String of(String text, Optional<Region> region) throws UnfitTextException {
        if (!text.codePoints().allMatch(PhoneForm::isWrittenInNumbers)) {
            throw new UnfitTextException(
                    "expected digits, a leading plus, and spaces, brackets, dots or dashes between");
        }
        PhoneNumber number = parse(text, region);
        if (!numbers.isValidNumber(number)) {
            throw new UnfitTextException("no country's numbering plan has such a number");
        }
        return numbers.format(number, PhoneNumberFormat.E164);
    }

    private PhoneNumber parse(String text, Optional<Region> region) throws UnfitTextException {
        try {
            return numbers.parse(text, region.map(Region::code).orElse(UNKNOWN_REGION));
        } catch (NumberParseException e) {
            if (e.getErrorType() == NumberParseException.ErrorType.INVALID_COUNTRY_CODE && region.isEmpty()) {
                throw new UnfitTextException(
                        "a number without a known country code after a plus; write it internationally, or name the region");
            }
            throw new UnfitTextException("not a phone number");
        }
    }

    /** No letters: neither vanity numbers nor extensions name one line everywhere. */
    private static boolean isWrittenInNumbers(int c) {
        return Character.isDigit(c)
                || c == '+'
                || Character.getType(c) == Character.DASH_PUNCTUATION
                || " ()./".indexOf(c) >= 0;
    }
}
