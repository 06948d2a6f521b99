package io.mistnet.node.casework;

import static org.assertj.core.api.Assertions.assertThat;

import io.mistnet.connectors.selector.Selector;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ListSealTest {

    private static final Selector FIRST = Agency.phone("+4930901820");
    private static final Selector SECOND = Agency.phone("+4930901821");

    @TempDir
    private Path folder;

    @Test
    void aListIsTheSameInWhateverOrder() throws Exception {
        ListSeal seal = ListSeal.openIn(folder);
        Optional<String> sealed = Optional.of(seal.of(7, List.of(FIRST, SECOND)));

        assertThat(seal.holds(7, List.of(SECOND, FIRST), sealed)).isTrue();
        assertThat(seal.holds(7, List.of(FIRST), sealed)).isFalse();
        assertThat(seal.holds(7, List.of(FIRST, FIRST), sealed)).isFalse();
        assertThat(seal.holds(8, List.of(FIRST, SECOND), sealed)).isFalse();
        assertThat(seal.holds(7, List.of(FIRST, SECOND), Optional.empty())).isFalse();
    }

    @Test
    void theKeyStaysAndNobodyElseReadsIt() throws Exception {
        String sealed = ListSeal.openIn(folder).of(7, List.of(FIRST));

        assertThat(ListSeal.openIn(folder).holds(7, List.of(FIRST), Optional.of(sealed)))
                .isTrue();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("lists.key"))))
                .isEqualTo("rw-------");
        Files.delete(folder.resolve("lists.key"));
        assertThat(ListSeal.openIn(folder).holds(7, List.of(FIRST), Optional.of(sealed)))
                .isFalse();
    }
}
