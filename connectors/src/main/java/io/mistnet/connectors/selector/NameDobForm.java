package io.mistnet.connectors.selector;

import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A person by name and date of birth: the name's words, then the date as yyyy-mm-dd.
 *
 * <p>The words of the name are put in the order of their code points, since institutions write given and family names in different orders; that two people
 * with the same date of birth have the same words in another order is rare. Hyphens, commas and dots part words; apostrophes vanish. Case is folded, and
 * diacritics that belong to no one script (accents, umlaut dots, Arabic vowel signs) are removed. Letters are not transcribed: ü becomes u and not ue,
 * ø and ł stay.
 */
final class NameDobForm implements CanonicalForm {

    private static final String EXPECTED = "expected a name, and at the end the date of birth as yyyy-mm-dd";
    private static final int EARLIEST_YEAR = 1800;
    private static final int LATEST_YEAR = 2199;
    private static final int DATE_CHARACTERS = 10;

    @Override
    public String of(String text, Optional<Region> region) throws UnfitTextException {
        int end = text.length() - DATE_CHARACTERS;
        if (end < 1) {
            throw new UnfitTextException(EXPECTED);
        }
        LocalDate born = date(text.substring(end));
        char before = text.charAt(end - 1);
        if (before != ' ' && before != ',') {
            throw new UnfitTextException("expected a space between the name and the date of birth");
        }
        String words = Arrays.stream(plain(text.substring(0, end)).split(" "))
                .filter(word -> !word.isEmpty())
                .sorted()
                .collect(Collectors.joining(" "));
        if (words.isEmpty()) {
            throw new UnfitTextException("expected a name before the date of birth");
        }
        if (!words.codePoints().allMatch(c -> c == ' ' || Character.isLetter(c) || isMark(c))) {
            throw new UnfitTextException("expected a name of letters, spaces, hyphens, apostrophes and dots");
        }
        return words + " " + born;
    }

    private static LocalDate date(String written) throws UnfitTextException {
        if (written.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}")) {
            try {
                LocalDate date = LocalDate.parse(written);
                if (date.getYear() >= EARLIEST_YEAR && date.getYear() <= LATEST_YEAR) {
                    return date;
                }
            } catch (DateTimeException e) {
                throw new UnfitTextException("the date of birth is no day of the calendar");
            }
        }
        throw new UnfitTextException(EXPECTED);
    }

    /** Folded, without diacritics and apostrophes, with plain spaces between words. */
    private static String plain(String name) {
        StringBuilder kept = new StringBuilder();
        Normalizer.normalize(CaseFolding.of(name), Normalizer.Form.NFKD)
                .codePoints()
                .filter(c -> !isDiacritic(c) && !isApostrophe(c))
                .map(c -> isSeparator(c) ? ' ' : c)
                .forEach(kept::appendCodePoint);
        return CaseFolding.of(kept.toString());
    }

    /** Marks of one script are part of its letters (vowels of Devanagari or Thai), and so are kana's voicing marks. */
    private static boolean isDiacritic(int c) {
        return Character.getType(c) == Character.NON_SPACING_MARK
                && Character.UnicodeScript.of(c) == Character.UnicodeScript.INHERITED
                && c != 0x3099
                && c != 0x309A;
    }

    private static boolean isMark(int c) {
        int type = Character.getType(c);
        return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
    }

    private static boolean isApostrophe(int c) {
        return "'`\u2018\u2019\u02bc\u02bb\u2032".indexOf(c) >= 0;
    }

    private static boolean isSeparator(int c) {
        return Character.getType(c) == Character.DASH_PUNCTUATION || c == ',' || c == '.' || c == 0x30FB;
    }
}
