package io.mistnet.connectors.selector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever is typed: a canonical form that is its own, or a refusal; nothing else. */
class RandomTextsTest {

    private static final List<Optional<Region>> REGIONS = List.of(
            Optional.empty(),
            Optional.of(new Region("DE")),
            Optional.of(new Region("US")),
            Optional.of(new Region("IT")));

    @ParameterizedTest
    @EnumSource(SelectorType.class)
    void canonicalOfCanonicalIsItself(SelectorType type) {
        SplittableRandom random = new SplittableRandom(20260101);
        int read = 0;
        for (int i = 0; i < 1_000; i++) {
            String text = mutated(sample(type, random), random);
            for (Optional<Region> region : REGIONS) {
                String canonical;
                try {
                    canonical = Selector.parse(type, text, region).canonical();
                } catch (InvalidSelectorException refused) {
                    continue;
                }
                read++;
                for (Optional<Region> other : REGIONS) {
                    assertThat(Selector.parse(type, canonical, other).canonical())
                            .isEqualTo(canonical);
                }
            }
        }
        assertThat(read).isGreaterThan(200);
    }

    @Test
    @Tag("slow")
    void everyCharacterBelowTheRarerIdeographsIsReadOrRefusedInNamesAndHandles() {
        for (int c = 0; c < 0x20000; c++) {
            String character = Character.toString(c);
            assertStable(SelectorType.HANDLE, "x:a" + character + "b");
            assertStable(SelectorType.NAME_DOB, character + "a " + character + " 1980-02-29");
        }
    }

    private static void assertStable(SelectorType type, String text) {
        String canonical;
        try {
            canonical = type.canonical(text, Optional.empty());
        } catch (InvalidSelectorException refused) {
            return;
        }
        if (!type.canonical(canonical, Optional.empty()).equals(canonical)) {
            throw new AssertionError("not stable: " + text.codePointAt(0) + " in a " + type);
        }
    }

    private static String sample(SelectorType type, SplittableRandom random) {
        return switch (type) {
            case PHONE ->
                pick(random, "+49 30 901820", "030 901820", "+39 06 6982", "(212) 555-0123", "+5491123456789");
            case IBAN -> pick(random, "DE89 3704 0044 0532 0130 00", "gb29nwbk60161331926819", "NO9386011117947");
            case EMAIL ->
                pick(random, "Jane.Doe@example.com", "info@MÜNCHEN.de", "пётр@пример.рф", "a+b@xn--r8jz45g.jp");
            case IP -> pick(random, "198.51.100.7", "2001:db8::7", "::ffff:198.51.100.7", "2001:DB8:0:0:1:0:0:1");
            case HANDLE -> pick(random, "telegram:@Jane_Doe", "tg:straße", "x:ΣΟΦΟΣ", "mastodon:@a@b.social");
            case NAME_DOB ->
                pick(
                        random,
                        "Jürgen Groß 1970-01-01",
                        "O’Neil, Sean 1960-07-08",
                        "ガン ダム 1979-04-07",
                        "İnci Işık 1985-05-05");
        };
    }

    private static String pick(SplittableRandom random, String... texts) {
        return texts[random.nextInt(texts.length)];
    }

    /** Up to three changes: a character replaced, put in or taken out; upper case; spaces around. */
    private static String mutated(String text, SplittableRandom random) {
        StringBuilder mutated = new StringBuilder(text);
        for (int change = random.nextInt(4); change > 0 && mutated.length() > 0; change--) {
            int at = random.nextInt(mutated.length());
            switch (random.nextInt(4)) {
                case 0 -> mutated.insert(at, Character.toString(randomCharacter(random)));
                case 1 -> mutated.deleteCharAt(at);
                case 2 -> mutated.setCharAt(at, (char) ('0' + random.nextInt(75)));
                default -> mutated.append(Character.toString(randomCharacter(random)));
            }
        }
        return random.nextInt(8) == 0 ? " " + mutated.toString().toUpperCase(Locale.ROOT) + "\n" : mutated.toString();
    }

    private static int randomCharacter(SplittableRandom random) {
        return switch (random.nextInt(5)) {
            case 0 -> random.nextInt(0x20, 0x7F);
            case 1 -> random.nextInt(0xA0, 0x600);
            case 2 -> random.nextInt(0x2000, 0x2070);
            case 3 -> random.nextInt(0xFF00, 0xFFEF);
            default -> random.nextInt(Character.MAX_CODE_POINT + 1);
        };
    }
}
