package io.mistnet.node.access.local;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What somebody signs in with.
 *
 * @param text 1 to 64 small letters, digits, dots, hyphens and underscores, of which the first is a letter or digit
 */
public record AccountName(String text) {

    private static final Pattern SHAPE = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");

    public AccountName {
        text = Normalizer.normalize(text.strip(), Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        if (!SHAPE.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "an account's name has 1 to 64 small letters, digits, dots, hyphens and underscores, and begins with a letter or digit");
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
