package io.mistnet.node.console;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

final class CsvDownloadTest {

    @Test
    void aFileNameCannotCarryAHeader() {
        assertThatThrownBy(() -> CsvDownload.of("x\"\r\nSet-Cookie: a=b", List.of(), 0, place -> null, Runnable::run))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
