package io.mistnet.connectors.selector;

import java.util.Map;
import java.util.Optional;

/**
 * An account at a service: {@code platform:name}.
 *
 * <p>The platform is the service's usual name in ASCII letters, digits, dots and hyphens, without regard to case; a few have a second name, which is
 * replaced. The name is folded (NFKC, no case) and loses one leading @. It has letters, digits and {@code . _ - + # @}, no spaces. Dots and underscores
 * count, as they do at most services.
 */
final class HandleForm implements CanonicalForm {

    private static final int MOST_CHARACTERS = 128;

    private static final Map<String, String> PLATFORMS = Map.of(
            "twitter", "x",
            "fb", "facebook",
            "ig", "instagram",
            "insta", "instagram",
            "tg", "telegram",
            "wa", "whatsapp");

    @Override
    public String of(String text, Optional<Region> region) throws UnfitTextException {
        int colon = text.indexOf(':');
        if (colon < 0) {
            throw new UnfitTextException("expected the platform, a colon and the name");
        }
        String platform = CaseFolding.of(text.substring(0, colon).strip());
        if (!platform.matches("[a-z0-9][a-z0-9.-]{0,31}")) {
            throw new UnfitTextException(
                    "expected a platform of up to 32 letters, digits, dots and hyphens before the colon");
        }
        String name = CaseFolding.of(text.substring(colon + 1).strip());
        if (name.startsWith("@")) {
            name = name.substring(1);
        }
        if (name.isEmpty()
                || name.length() > MOST_CHARACTERS
                || !name.codePoints().allMatch(HandleForm::isInNames)
                || name.startsWith("@")) {
            throw new UnfitTextException("expected a name of up to %d letters, digits and . _ - + # @ after the colon"
                    .formatted(MOST_CHARACTERS));
        }
        return PLATFORMS.getOrDefault(platform, platform) + ":" + name;
    }

    private static boolean isInNames(int c) {
        return Character.isLetterOrDigit(c) || isMark(c) || "._-+#@".indexOf(c) >= 0;
    }

    private static boolean isMark(int c) {
        int type = Character.getType(c);
        return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
    }
}
