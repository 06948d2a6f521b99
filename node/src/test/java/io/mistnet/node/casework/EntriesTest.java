package io.mistnet.node.casework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EntriesTest {

    @Test
    void allThatIsWrongIsToldAtOnce() {
        UnfitEntryException e = catchThrowableOfType(
                UnfitEntryException.class,
                () -> CaseEntry.of(
                        Optional.of("x".repeat(129)), Optional.empty(), Optional.of("two\nlines"), Optional.of("-1")));

        assertThat(e.problems().get(Field.REFERENCE)).isEqualTo(new Problem(Problem.Kind.TOO_LONG, 128, ""));
        assertThat(e.problems().get(Field.TITLE).kind()).isEqualTo(Problem.Kind.MISSING);
        assertThat(e.problems().get(Field.BASIS).kind()).isEqualTo(Problem.Kind.UNSEEN);
        assertThat(e.problems().get(Field.RETENTION).kind()).isEqualTo(Problem.Kind.NO_NUMBER);
        assertThat(e.getMessage()).doesNotContain("two");
    }

    @Test
    void lengthsAreCountedAsAuthorisationsCountThem() {
        assertThatThrownBy(() ->
                        CaseEntry.of(Optional.of("ü".repeat(65)), Optional.of("t"), Optional.of("b"), Optional.of("1")))
                .isInstanceOf(UnfitEntryException.class);
        assertThat(CaseEntry.of(Optional.of("ü".repeat(64)), Optional.of("t"), Optional.of("b"), Optional.of("1"))
                        .reference())
                .hasSize(64);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u0000b", "a\u202Eb", "a\u200Bb", "a\u2028b", "a\uD800b", "a\u001B[31mb"})
    void whatCannotBeSeenIsRefusedInLinesAndInNotes(String text) {
        Entries entries = new Entries();
        entries.line(Field.TITLE, Optional.of(text), 100);
        entries.lines(Field.NOTE, Optional.of(text), 100);

        UnfitEntryException e = catchThrowableOfType(UnfitEntryException.class, entries::requireFit);
        assertThat(e.problems().get(Field.TITLE).kind()).isEqualTo(Problem.Kind.UNSEEN);
        assertThat(e.problems().get(Field.NOTE).kind()).isEqualTo(Problem.Kind.UNSEEN);
    }

    @Test
    void aNoteHasLinesTabsAndJoinedEmoji() {
        Entries entries = new Entries();
        String text = entries.lines(Field.NOTE, Optional.of(" one\r\n\ttwo 👩\u200D🔬\rthree "), 100);
        entries.requireFit();

        assertThat(text).isEqualTo("one\n\ttwo 👩\u200D🔬\nthree");
    }
}
