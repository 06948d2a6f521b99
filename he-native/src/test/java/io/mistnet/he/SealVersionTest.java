package io.mistnet.he;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SealVersionTest {

    @Test
    void theLinkedVersionIsOneThatTheCodeIsWrittenFor() {
        assertThat(SealVersion.linked()).matches("4\\.[1-9][0-9]*\\.[0-9]+");
    }
}
