package io.mistnet.node.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mistnet.node.lookup.ListedRecords;
import io.mistnet.node.lookup.LookupAnswer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileChangesTest {

    private static final ChangeNotice NOTICE = ChangeNotice.of(
            ListedRecords.iban("DE89370400440532013000"),
            new LookupAnswer(List.of(ListedRecords.record("police", "2026-17", "")), 0),
            new RecordChanges(List.of(RecordChanges.Change.NEW), 0),
            Instant.EPOCH);

    @TempDir
    private Path folder;

    private Path file;
    private FileChanges changes;

    @BeforeEach
    void aFile() {
        file = folder.resolve("changes.jsonl");
        changes = new FileChanges(file);
    }

    @Test
    void eachChangeIsALineThatTheOwnerAloneMayRead() throws IOException {
        assertThat(changes.lastRun()).isEmpty();
        changes.tell("first", List.of(NOTICE));
        changes.tell("second", List.of(NOTICE, NOTICE));
        assertThat(Files.readAllLines(file))
                .hasSize(3)
                .allSatisfy(line -> assertThat(line).contains("\"change\":\"new\""));
        assertThat(changes.lastRun()).contains("second");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void aRunThatWasCutOffAnywhereCountsAsNotToldAndIsReplaced() throws IOException {
        changes.tell("first", List.of(NOTICE));
        long first = Files.size(file);
        changes.tell("second", List.of(NOTICE, NOTICE));
        byte[] whole = Files.readAllBytes(file);
        for (long end = first; end < whole.length; end += 7) {
            Files.write(file, Arrays.copyOf(whole, (int) end));
            assertThat(changes.lastRun()).contains("first");
        }
        changes.tell("third", List.of(NOTICE));
        assertThat(Files.readAllLines(file)).hasSize(2);
        assertThat(changes.lastRun()).contains("third");
    }

    @Test
    void aFileThatSomebodyWroteIntoIsNotTouched() throws IOException {
        changes.tell("first", List.of(NOTICE));
        Files.writeString(file, "a remark\n", StandardOpenOption.APPEND);
        String before = Files.readString(file);
        assertThatThrownBy(() -> changes.tell("second", List.of(NOTICE)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("move the file away");
        assertThat(Files.readString(file)).isEqualTo(before);
    }
}
