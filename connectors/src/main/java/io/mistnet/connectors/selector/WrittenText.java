package io.mistnet.connectors.selector;

import java.text.Normalizer;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A text as people write and paste it, made safe to read: bounded, composed (NFKC, so that full-width and other variants of a character are one), any
 * kind of space a plain one, and nothing in it that cannot be seen.
 *
 * <p>Spaces, line ends and invisible characters at both ends are what copying leaves there, and are cut off. Within the text, control characters and
 * invisible ones (zero width, direction marks, soft hyphens) are refused: they make two texts that look the same, of which only one is found. So are
 * code points that Unicode has not assigned, whose form a later version may change, and letters of two alphabets that look alike in one word.
 */
final class WrittenText {

    /** Most UTF-16 units of a text as written, and of its composed form. */
    static final int MOST_CHARACTERS = 320;

    private static final Set<Character.UnicodeScript> LOOK_ALIKES = EnumSet.of(
            Character.UnicodeScript.LATIN,
            Character.UnicodeScript.GREEK,
            Character.UnicodeScript.CYRILLIC,
            Character.UnicodeScript.ARMENIAN,
            Character.UnicodeScript.CHEROKEE);

    private static final Pattern WORD_BREAK = Pattern.compile("[ @:.,]");
    private static final Pattern SPACES = Pattern.compile("\\p{Z}+");

    private WrittenText() {}

    /** @throws UnfitTextException where the text is empty, too long, or holds what cannot be told from something else */
    static String of(String raw) throws UnfitTextException {
        if (raw.length() > MOST_CHARACTERS) {
            throw new UnfitTextException("expected at most %d characters".formatted(MOST_CHARACTERS));
        }
        String text = trimmed(raw);
        requireVisible(text);
        String composed = trimmed(
                SPACES.matcher(Normalizer.normalize(text, Normalizer.Form.NFKC)).replaceAll(" "));
        requireVisible(composed);
        if (composed.isEmpty()) {
            throw new UnfitTextException("the text is empty");
        }
        if (composed.length() > MOST_CHARACTERS) {
            throw new UnfitTextException("expected at most %d characters".formatted(MOST_CHARACTERS));
        }
        requireOneAlphabet(composed);
        return composed;
    }

    private static void requireVisible(String text) throws UnfitTextException {
        int[] unsafe = text.codePoints().filter(WrittenText::isUnsafe).limit(1).toArray();
        if (unsafe.length > 0) {
            throw new UnfitTextException(
                    "holds the character U+%04X, which cannot be seen or has no fixed meaning; type the text anew"
                            .formatted(unsafe[0]));
        }
    }

    /** Word by word: a Russian name under a domain in Latin letters is as usual as a name half in each is odd. */
    private static void requireOneAlphabet(String text) throws UnfitTextException {
        for (String word : WORD_BREAK.split(text)) {
            requireOneAlphabetInWord(word);
        }
    }

    private static void requireOneAlphabetInWord(String text) throws UnfitTextException {
        Set<Character.UnicodeScript> scripts = EnumSet.noneOf(Character.UnicodeScript.class);
        text.codePoints()
                .filter(Character::isLetter)
                .mapToObj(Character.UnicodeScript::of)
                .forEach(scripts::add);
        scripts.retainAll(LOOK_ALIKES);
        if (scripts.size() > 1) {
            throw new UnfitTextException(
                    "mixes letters of %s, some of which look the same; type it in one alphabet".formatted(scripts));
        }
    }

    private static String trimmed(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && isTrimmed(text.codePointAt(from))) {
            from += Character.charCount(text.codePointAt(from));
        }
        while (from < to && isTrimmed(text.codePointBefore(to))) {
            to -= Character.charCount(text.codePointBefore(to));
        }
        return text.substring(from, to);
    }

    private static boolean isTrimmed(int codePoint) {
        return Character.isWhitespace(codePoint) || Character.isSpaceChar(codePoint) || isInvisible(codePoint);
    }

    private static boolean isUnsafe(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> isInvisible(codePoint);
        };
    }

    /** Format characters, and the others that Unicode says to show nothing for (Default_Ignorable_Code_Point): fillers, variation selectors. */
    private static boolean isInvisible(int codePoint) {
        return Character.getType(codePoint) == Character.FORMAT
                || codePoint == 0x034F
                || codePoint == 0x115F
                || codePoint == 0x1160
                || codePoint == 0x17B4
                || codePoint == 0x17B5
                || (codePoint >= 0x180B && codePoint <= 0x180F)
                || codePoint == 0x3164
                || (codePoint >= 0xFE00 && codePoint <= 0xFE0F)
                || codePoint == 0xFFA0
                || (codePoint >= 0xE0000 && codePoint <= 0xE0FFF);
    }
}
