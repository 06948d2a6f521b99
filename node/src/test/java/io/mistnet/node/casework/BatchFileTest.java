package io.mistnet.node.casework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.mistnet.connectors.selector.Region;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BatchFileTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "type,selector\nphone,+49 30 901820\niban,DE89370400440532013000\n",
                "selector\n+49 30 901820\nDE89370400440532013000\n",
                "+49 30 901820\r\nDE89370400440532013000",
                "type;selector\n;+49 30 901820\niban;DE89370400440532013000",
                "Type\tSelector\nphone\t+49 30 901820\n\niban\tDE89370400440532013000",
                "\uFEFFtype,selector\nphone,\"+49 30 901820\"\niban,DE89370400440532013000",
                "type,selector\nphone,'+49 30 901820\niban,DE89370400440532013000"
            })
    void listsAreReadAsSpreadsheetsWriteThem(String csv) {
        BatchFile file = Agency.file(csv);

        assertThat(file.bad()).isEmpty();
        assertThat(file.lines())
                .extracting(line -> line.selector().canonical())
                .containsExactly("+4930901820", "DE89370400440532013000");
    }

    @Test
    void everyBadLineIsNamedWithItsReasonAndWithoutItsText() {
        BatchFile file = Agency.file("""
                type,selector
                phone,+4930901820
                iban,DE00370400440532013000
                fax,+4930901820
                phone,+4930901821,more
                =HYPERLINK("https://evil.example";"x")
                telegram:jane
                """);

        assertThat(file.lines()).extracting(BatchFile.Line::number).containsExactly(2, 7);
        assertThat(file.bad()).extracting(BatchFile.BadLine::number).containsExactly(3, 4, 5, 6);
        assertThat(file.bad())
                .extracting(BatchFile.BadLine::reason)
                .allMatch(reason -> !reason.contains("DE00") && !reason.contains("evil"))
                .anyMatch(reason -> reason.contains("type: expected one of phone, iban"));
    }

    @Test
    void aLineThatCouldBeTwoThingsIsBadUntilItsTypeIsNamed() {
        Optional<Region> usa = Optional.of(new Region("US"));

        assertThat(BatchFile.read("212.58.244.70\n".getBytes(StandardCharsets.UTF_8), usa)
                        .bad())
                .singleElement()
                .returns("it could be ip or phone; name the type", BatchFile.BadLine::reason);
        assertThat(BatchFile.read("ip,212.58.244.70\n".getBytes(StandardCharsets.UTF_8), usa)
                        .lines())
                .hasSize(1);
    }

    @Test
    void anotherEncodingIsRefusedWithTheLineAtWhichItShows() {
        byte[] latin = "selector\njane@example.com\nJürgen Groß 1980-01-01\n".getBytes(StandardCharsets.ISO_8859_1);

        assertThat(problem(latin)).isEqualTo(Problem.of(Problem.Kind.NO_UTF8, 3));
        for (String name : new String[] {"UTF-16", "UTF-16LE"}) {
            assertThat(problem("selector\n+4930901820\n".getBytes(Charset.forName(name)))
                            .kind())
                    .as(name)
                    .isIn(Problem.Kind.NO_UTF8, Problem.Kind.NO_TEXT);
        }
    }

    @Test
    void whatIsNoTextOrEmptyIsRefused() {
        byte[] binary = new byte[10_000];
        new Random(7).nextBytes(binary);

        assertThat(problem(binary).kind()).isIn(Problem.Kind.NO_TEXT, Problem.Kind.NO_UTF8);
        assertThat(problem("PK\u0003\u0004\u0000\u0000".getBytes(StandardCharsets.US_ASCII))
                        .kind())
                .isEqualTo(Problem.Kind.NO_TEXT);
        assertThat(problem(new byte[0]).kind()).isEqualTo(Problem.Kind.MISSING);
        assertThat(problem(new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF}).kind())
                .isEqualTo(Problem.Kind.MISSING);
    }

    @Test
    void anOpenQuoteIsRefusedWithItsLine() {
        assertThat(problem("selector\n+4930901820\n\"+4930901821\n".getBytes(StandardCharsets.UTF_8))
                        .kind())
                .isEqualTo(Problem.Kind.NO_CSV);
    }

    @Test
    void aListThatIsTooLongIsRefused() {
        byte[] csv = "+4930901820\n".repeat(BatchFile.MOST_LINES + 1).getBytes(StandardCharsets.UTF_8);

        assertThat(problem(csv)).isEqualTo(Problem.of(Problem.Kind.TOO_MANY_LINES, BatchFile.MOST_LINES));
    }

    private static Problem problem(byte[] csv) {
        return catchThrowableOfType(UnfitEntryException.class, () -> BatchFile.read(csv, Optional.empty()))
                .problems()
                .get(Field.FILE);
    }
}
