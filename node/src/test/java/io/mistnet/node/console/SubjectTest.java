package io.mistnet.node.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SubjectTest {

    @Test
    void itIsTheWordsAndIdsOfThePath() {
        assertThat(Subject.of("/alerts/17/history")).isEqualTo("alerts/17/history");
        assertThat(Subject.of("/cases/3f0c2a9e-1111-4222-8333-abcdefabcdef"))
                .isEqualTo("cases/3f0c2a9e-1111-4222-8333-abcdefabcdef");
        assertThat(Subject.of("/")).isEqualTo("*");
    }

    @Test
    void whatCouldBeAnAccountNumberOrASelectorIsAStar() {
        assertThat(Subject.of("/alerts/DE89370400440532013000")).isEqualTo("alerts/*");
        assertThat(Subject.of("/lookups/+4930901820/x")).isEqualTo("lookups/*/x");
        assertThat(Subject.of("/lookups/4930901820")).isEqualTo("lookups/*");
        assertThat(Subject.of("/lookups/anna@example.org")).isEqualTo("lookups/*");
        assertThat(Subject.of("/alerts/de89370400440532013000")).isEqualTo("alerts/*");
    }

    @Test
    void aLongPathIsCut() {
        assertThat(Subject.of("/a".repeat(500))).isEqualTo("a/a/a/a/a");
        assertThat(Subject.of(("/3f0c2a9e-1111-4222-8333-abcdefabcdef").repeat(5)))
                .hasSize(128);
    }
}
