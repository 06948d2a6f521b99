package io.mistnet.node.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReturnPathTest {

    @ParameterizedTest
    @ValueSource(strings = {"/", "/alerts", "/alerts/17?page=2&sort=risk", "/cases/a-b_c.d~e/%20"})
    void aPathOfTheConsoleIsKept(String path) {
        assertThat(ReturnPath.of(Optional.of(path))).isEqualTo(path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "alerts",
                "https://evil.example",
                "//evil.example",
                "///evil.example",
                "/\\evil.example",
                "\\/evil.example",
                "/a//b",
                "/a:b",
                "/@evil.example",
                "/a#b",
                "/a\r\nSet-Cookie: x",
                "/\t/evil.example",
                "javascript:alert(1)",
                "/<script>"
            })
    void anythingElseLeadsToTheFirstPage(String path) {
        assertThat(ReturnPath.of(Optional.of(path))).isEqualTo("/");
    }

    @Test
    void aPathThatIsMissingOrEndlessLeadsToTheFirstPage() {
        assertThat(ReturnPath.of(Optional.empty())).isEqualTo("/");
        assertThat(ReturnPath.of(Optional.of("/" + "a".repeat(512)))).isEqualTo("/");
    }
}
