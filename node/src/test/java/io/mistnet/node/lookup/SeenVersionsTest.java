package io.mistnet.node.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeenVersionsTest {

    @TempDir
    private Path folder;

    @Test
    void whatWasSeenIsKnownAfterARestart() throws Exception {
        SeenVersions.open(file()).saw("registry", 1, 7);
        assertThat(SeenVersions.open(file()).newest("registry", 1)).isEqualTo(7);
        assertThat(SeenVersions.open(file()).newest("registry", 2)).isZero();
    }

    @Test
    void anAnswerAfterTheFileWasDeletedIsRememberedThoughItsVersionWasSeenBefore() throws Exception {
        SeenVersions seen = SeenVersions.open(file());
        seen.saw("registry", 1, 7);
        Files.delete(file());
        seen.saw("registry", 1, 7);
        assertThat(seen.newestOnDisk("registry", 1)).isEqualTo(7);
    }

    @Test
    void anOlderAnswerAfterTheFileWasDeletedIsTheOneToKeep() throws Exception {
        SeenVersions seen = SeenVersions.open(file());
        seen.saw("registry", 1, 7);
        Files.delete(file());
        seen.saw("registry", 1, 5);
        assertThat(seen.newestOnDisk("registry", 1)).isEqualTo(5);
    }

    private Path file() {
        return folder.resolve(SeenVersions.FILE);
    }
}
