package io.mistnet.connectors.selector;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** The forms that all institutions must agree on: a change in any of them parts the network. */
class KnownSelectorsTest {

    @ParameterizedTest(name = "{0}: {2} is {3}")
    @CsvFileSource(resources = "canonical.csv", numLinesToSkip = 1, ignoreLeadingAndTrailingWhitespace = false)
    void everyWrittenFormHasItsCanonicalForm(String type, String region, String written, String canonical) {
        Selector selector = Selector.parse(
                type(type), unescaped(written), Optional.ofNullable(region).map(Region::new));
        assertThat(selector.canonical()).isEqualTo(unescaped(canonical));
    }

    @ParameterizedTest(name = "{0}: {2} is refused")
    @CsvFileSource(resources = "refused.csv", numLinesToSkip = 1, ignoreLeadingAndTrailingWhitespace = false)
    void whatNamesNothingIsRefusedWithTheReasonAndWithoutTheText(
            String type, String region, String written, String reason) {
        String text = unescaped(written);
        InvalidSelectorException refusal = Refusals.of(() ->
                Selector.parse(type(type), text, Optional.ofNullable(region).map(Region::new)));
        assertThat(refusal)
                .hasMessageStartingWith(type + ": ")
                .hasMessageContaining(reason)
                .hasMessageEndingWith("; for example " + type(type).example());
        String said = refusal.getMessage().replace(type(type).example(), "");
        if (text.length() > 3) {
            assertThat(said).doesNotContain(text);
        }
    }

    @Test
    void theInputOfTheOprfIsTheTypeAColonAndTheCanonicalText() {
        assertThat(Selector.parse(SelectorType.PHONE, "030 901820", Optional.of(new Region("de")))
                        .input())
                .isEqualTo("phone:+4930901820".getBytes(StandardCharsets.UTF_8));
        assertThat(Selector.parse(SelectorType.NAME_DOB, "Łucja Ødegård 1980-02-29", Optional.empty())
                        .input())
                .isEqualTo("name-dob:ødegard łucja 1980-02-29".getBytes(StandardCharsets.UTF_8));
    }

    private static SelectorType type(String id) {
        return SelectorType.of(id).orElseThrow();
    }

    /** {@code <U+200B>} stands for what an editor would not show. */
    static String unescaped(String text) {
        return Pattern.compile("<U\\+([0-9A-F]{4,6})>")
                .matcher(text)
                .replaceAll(match -> Character.toString(Integer.parseInt(match.group(1), 16)));
    }
}
