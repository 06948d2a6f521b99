package io.mistnet.connectors.selector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.iban4j.Iban;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SelectorTest {

    private static final Optional<Region> NOWHERE = Optional.empty();

    @ParameterizedTest
    @EnumSource(SelectorType.class)
    void textsOfAnyLengthAreRefusedUnread(SelectorType type) {
        for (String filler : new String[] {"9", "a", " ", ":", "@", "\u0301", "\ufdfa"}) {
            assertThat(Refusals.of(() -> Selector.parse(type, filler.repeat(1 << 20), NOWHERE)))
                    .hasMessageContaining("at most 320 characters");
        }
    }

    @Test
    void aTextThatGrowsBeyondTheBoundWhenComposedIsRefused() {
        assertThat(Refusals.of(() -> Selector.parse(SelectorType.HANDLE, "x:" + "\ufdfa".repeat(100), NOWHERE)))
                .hasMessageContaining("at most 320 characters");
    }

    @ParameterizedTest
    @EnumSource(SelectorType.class)
    void nothingIsNoSelector(SelectorType type) {
        for (String text : new String[] {"", "  ", "\n\t", "\u200b", "\u202e\ufeff\u00a0"}) {
            assertThat(Refusals.of(() -> Selector.parse(type, text, NOWHERE))).hasMessageContaining("empty");
        }
    }

    @ParameterizedTest
    @EnumSource(SelectorType.class)
    void halfASurrogatePairIsRefused(SelectorType type) {
        assertThat(Refusals.of(() -> Selector.parse(type, "x\ud83dx", NOWHERE))).hasMessageContaining("U+D83D");
    }

    @Test
    void aSelectorIsNeverMadeOfATextThatIsNotCanonical() {
        assertThatThrownBy(() -> new Selector(SelectorType.EMAIL, "Jane@example.com"))
                .isInstanceOf(InvalidSelectorException.class)
                .hasMessageContaining("not in its canonical form");
        assertThat(new Selector(SelectorType.EMAIL, "jane@example.com").canonical())
                .isEqualTo("jane@example.com");
    }

    @Test
    void aSelectorPrintsItsTypeAlone() {
        assertThat(new Selector(SelectorType.IP, "198.51.100.7")).hasToString("Selector[ip]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "D", "ZZ", "DEU", "49", "дe"})
    void aRegionWithoutNumberingPlanIsRefused(String code) {
        assertThatThrownBy(() -> new Region(code)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theSameNumberOfEveryCountryAndKindIsReadFromEveryWayToWriteIt() {
        PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
        int read = 0;
        for (String region : numbers.getSupportedRegions()) {
            for (PhoneNumberType kind : PhoneNumberType.values()) {
                PhoneNumber number = numbers.getExampleNumberForType(region, kind);
                if (number != null && numbers.isValidNumber(number)) {
                    String canonical = numbers.format(number, PhoneNumberFormat.E164);
                    Optional<Region> home = Optional.of(new Region(region));
                    assertThat(phone(canonical, NOWHERE)).isEqualTo(canonical);
                    assertThat(phone(canonical, home)).isEqualTo(canonical);
                    assertThat(phone(numbers.format(number, PhoneNumberFormat.INTERNATIONAL), NOWHERE))
                            .isEqualTo(canonical);
                    read++;
                }
            }
        }
        assertThat(read).isGreaterThan(1000);
    }

    @Test
    void everyWellFormedIbanIsReadInGroupsAndLowerCase() {
        SplittableRandom random = new SplittableRandom(11);
        for (int i = 0; i < 2_000; i++) {
            Iban iban = Iban.random(new Random(random.nextLong()));
            String grouped = iban.toFormattedString().toLowerCase(Locale.ROOT);
            assertThat(Selector.parse(SelectorType.IBAN, grouped, NOWHERE).canonical())
                    .isEqualTo(iban.toString());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "+49 30 901820, phone",
        "DE89 3704 0044 0532 0130 00, iban",
        "Jane@Example.com, email",
        "198.51.100.7, ip",
        "2001:db8::7, ip",
        "telegram:@jane, handle",
        "mastodon:@jane@example.social, handle",
        "Jane Doe 1980-02-29, name-dob",
    })
    void theTypeIsToldFromTheText(String text, String type) {
        assertThat(SelectorType.detect(text, NOWHERE))
                .hasValueSatisfying(found -> assertThat(found.id()).isEqualTo(type));
    }

    @Test
    void aNationalNumberIsOneWhereItsRegionIsKnown() {
        assertThat(SelectorType.detect("030 901820", NOWHERE)).isEmpty();
        assertThat(SelectorType.detect("030 901820", Optional.of(new Region("DE"))))
                .contains(SelectorType.PHONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "hello", "12", "DE88370400440532013000", "\u200b", "198.51.100.0/24"})
    void whatIsNoSelectorHasNoType(String text) {
        assertThat(SelectorType.detect(text, NOWHERE)).isEmpty();
    }

    @Test
    void typesAreFoundByTheirNames() {
        assertThat(Stream.of(SelectorType.values()).map(SelectorType::id))
                .containsExactly("phone", "iban", "email", "ip", "handle", "name-dob");
        for (SelectorType type : SelectorType.values()) {
            assertThat(SelectorType.of(type.id())).contains(type);
        }
        assertThat(SelectorType.of("PHONE")).isEmpty();
    }

    private static String phone(String text, Optional<Region> region) {
        return Selector.parse(SelectorType.PHONE, text, region).canonical();
    }
}
