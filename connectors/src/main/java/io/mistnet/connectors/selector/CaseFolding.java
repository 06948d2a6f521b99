package io.mistnet.connectors.selector;

import java.text.Normalizer;
import java.util.Locale;

/** Text without case: composed, upper case, lower case, composed again, until nothing changes; so that a folded text is its own folding. */
final class CaseFolding {

    private static final int FINAL_SIGMA = 0x03C2;
    private static final int SIGMA = 0x03C3;

    private CaseFolding() {}

    static String of(String text) {
        String folded = once(text);
        String again = once(folded);
        while (!again.equals(folded)) {
            folded = again;
            again = once(folded);
        }
        return folded;
    }

    private static String once(String text) {
        String lower = Normalizer.normalize(text, Normalizer.Form.NFKC)
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT);
        // which sigma lower case gives depends on the letters around it
        return Normalizer.normalize(lower.replace((char) FINAL_SIGMA, (char) SIGMA), Normalizer.Form.NFKC);
    }
}
