package io.mistnet.connectors.selector;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import java.util.Locale;

/**
 * A country whose numbering plan national phone numbers are read by.
 *
 * @param code two upper-case letters of ISO 3166-1, such as DE
 */
public record Region(String code) {

    /** @throws IllegalArgumentException where no numbering plan of such a country is known */
    public Region {
        code = code.toUpperCase(Locale.ROOT);
        if (!PhoneNumberUtil.getInstance().getSupportedRegions().contains(code)) {
            throw new IllegalArgumentException(
                    "expected a country with a numbering plan by its two letters of ISO 3166-1, such as DE");
        }
    }
}
