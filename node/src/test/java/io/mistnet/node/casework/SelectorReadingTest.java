package io.mistnet.node.casework;

import static org.assertj.core.api.Assertions.assertThat;

import io.mistnet.connectors.selector.Region;
import io.mistnet.connectors.selector.Selector;
import io.mistnet.connectors.selector.SelectorType;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SelectorReadingTest {

    @ParameterizedTest
    @CsvSource({
        "+49 30 901820, phone, +4930901820",
        "de89 3704 0044 0532 0130 00, iban, DE89370400440532013000",
        "Jane.Doe@Example.com, email, jane.doe@example.com",
        "2001:DB8::7, ip, 2001:db8::7",
        "tg:@Jane_Doe, handle, telegram:jane_doe",
        "Jane Doe 1980-02-29, name-dob, doe jane 1980-02-29"
    })
    void theTypeIsFoundOut(String typed, String type, String canonical) {
        assertThat(SelectorReading.of(typed, Optional.empty(), Optional.empty()).only())
                .contains(new Selector(SelectorType.of(type).orElseThrow(), canonical));
    }

    @Test
    void whatCouldBeTwoThingsIsAskedBack() {
        SelectorReading reading = SelectorReading.of("212.58.244.70", Optional.empty(), Optional.of(new Region("US")));

        assertThat(reading.possible()).extracting(Selector::type).containsExactly(SelectorType.IP, SelectorType.PHONE);
        assertThat(reading.only()).isEmpty();
        assertThat(SelectorReading.of("212.58.244.70", Optional.of(SelectorType.PHONE), Optional.of(new Region("US")))
                        .only())
                .contains(new Selector(SelectorType.PHONE, "+12125824470"));
    }

    @ParameterizedTest
    @ValueSource(strings = {".", ":", "1.", "a:", "@", "+", " ", "1"})
    @Timeout(60)
    void aTextMadeToBeReadSlowlyIsReadFast(String part) {
        for (int repeats : new int[] {100, 159, 5_000, 100_000}) {
            assertThat(SelectorReading.of(part.repeat(repeats) + "x", Optional.empty(), Optional.empty())
                            .possible())
                    .isEmpty();
        }
    }

    @Test
    void aNationalNumberNeedsItsCountry() {
        assertThat(SelectorReading.of("030 901820", Optional.empty(), Optional.empty())
                        .problem()
                        .orElseThrow())
                .contains("name the region");
        assertThat(SelectorReading.of("030 901820", Optional.empty(), Optional.of(new Region("DE")))
                        .only())
                .contains(new Selector(SelectorType.PHONE, "+4930901820"));
    }

    @ParameterizedTest
    @CsvSource({
        "DE89 3704 0044 0532 0130 01, iban",
        "300.1.2.3, ip",
        "jane@nowhere, email",
        "telegram:<b>, handle",
        "+4930, phone"
    })
    void whatIsNothingIsToldByWhatItProbablyWasMeantToBe(String typed, String type) {
        SelectorReading reading = SelectorReading.of(typed, Optional.empty(), Optional.empty());

        assertThat(reading.possible()).isEmpty();
        assertThat(reading.problem().orElseThrow()).startsWith(type + ":").doesNotContain(typed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "'; DROP TABLE case_lookup; --", "<img src=x onerror=alert(1)>", "\u0000", "=1+1"})
    void hostileTextsAreNoSelectors(String typed) {
        SelectorReading reading = SelectorReading.of(typed, Optional.empty(), Optional.empty());

        assertThat(reading.only()).isEmpty();
        assertThat(reading.problem()).isPresent();
    }
}
