package io.mistnet.node.intelligence;

import static io.mistnet.node.intelligence.Sealed.TERMS;
import static io.mistnet.node.intelligence.Sealed.add;
import static io.mistnet.node.intelligence.Sealed.batch;
import static io.mistnet.node.intelligence.Sealed.remove;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mistnet.node.storage.Database;
import io.mistnet.node.storage.StorageException;
import io.mistnet.protocols.retrieval.Fingerprint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.WALRecoveryMode;

class DamagedStoreTest {

    private static final int FLIPS = 12;

    @TempDir
    Path temporary;

    private final SplittableRandom random = new SplittableRandom(5);
    private Path sound;

    @BeforeEach
    void makeASoundStore() {
        sound = temporary.resolve("sound");
        try (RecordStore store = loaded(sound)) {
            store.apply("fiu", addFrom(0));
        }
        // Opened again, what the log held goes into data files
        try (RecordStore store = loaded(sound)) {
            store.apply("fiu", addFrom(200));
            store.apply("fiu", batch(3, remove(7)));
        }
    }

    @Test
    void aFlippedBitInADataFileIsFound() throws IOException {
        assertEveryFlipIsFound(".sst");
    }

    @Test
    void aFlippedBitInTheLogOfWritesIsFound() throws IOException {
        assertEveryFlipIsFound(".log");
    }

    @Test
    void aFlippedBitInTheManifestIsFound() throws IOException {
        assertEveryFlipIsFound("MANIFEST-");
    }

    @Test
    void aMissingFileIsFound() throws IOException {
        for (Path file : files(sound, ".sst", ".log", "MANIFEST-")) {
            Path damaged = copy(sound, "damaged");
            Files.delete(damaged.resolve(file.getFileName()));
            assertDamaged(damaged, file + " is missing");
        }
    }

    @Test
    void aLogThatLostAnAcknowledgedBatchIsFound() throws IOException {
        Path damaged = copy(sound, "damaged");
        Path log = longestLog(damaged);
        byte[] content = Files.readAllBytes(log);
        Files.write(log, Arrays.copyOf(content, content.length - 20));

        assertThatThrownBy(() -> loaded(damaged))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("ends with batch 2, but batch 3 was acknowledged");
    }

    @Test
    void anIncompleteLastWriteThatWasNotAcknowledgedIsDropped() throws IOException {
        Path killed = copy(sound, "killed");
        Path log = longestLog(killed);
        byte[] before = Files.readAllBytes(log);
        byte[] acknowledged = Files.readAllBytes(killed.resolve("acknowledged"));
        // What a fourth batch appends, cut at several places
        try (RecordStore store = loaded(killed)) {
            store.apply("fiu", batch(4, add(900, 900, 1)));
        }
        byte[] fourth = Files.readAllBytes(longestLog(killed));
        for (int length = 1; length < fourth.length; length += fourth.length / 7 + 1) {
            Path torn = copy(sound, "torn");
            byte[] content = Arrays.copyOf(before, before.length + length);
            System.arraycopy(fourth, 0, content, before.length, length);
            Path tornLog = longestLog(torn);
            if (before.length % 32_768 + length < 32_768) {
                Files.write(tornLog, content);
                Files.write(torn.resolve("acknowledged"), acknowledged);
                try (RecordStore store = loaded(torn)) {
                    assertThat(store.lastBatch()).isEqualTo(3);
                    assertThat(store.records()).isEqualTo(399);
                }
            }
        }
    }

    @Test
    void aRowThatWasLostWithAllChecksumsRightIsFound() throws IOException {
        Path damaged = copy(sound, "damaged");
        try (Database database = Database.open(
                        damaged, "store", List.of(RecordTable.values()), WALRecoveryMode.TolerateCorruptedTailRecords);
                Database.Writes writes = database.writes()) {
            Fingerprint fingerprint = Sealed.fingerprint(20, 0);
            writes.delete(RecordTable.RECORDS, RecordRow.key(Sealed.position(20), fingerprint));
            writes.commit();
        }
        assertThatThrownBy(() -> loaded(damaged))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("should hold 399 records and holds 398");
    }

    private void assertEveryFlipIsFound(String kind) throws IOException {
        try (RecordStore store = loaded(copy(sound, "undamaged"))) {
            assertThat(store.records()).isEqualTo(399);
        }
        for (Path file : files(sound, kind)) {
            for (int flip = 0; flip < FLIPS; flip++) {
                Path damaged = copy(sound, "damaged");
                Path target = damaged.resolve(file.getFileName());
                byte[] content = Files.readAllBytes(target);
                int at = random.nextInt(content.length);
                int bit = random.nextInt(8);
                content[at] ^= (byte) (1 << bit);
                Files.write(target, content);
                assertDamaged(damaged, "bit %d of byte %d of %s".formatted(bit, at, file.getFileName()));
            }
        }
    }

    private static void assertDamaged(Path directory, String damage) {
        assertThatThrownBy(() -> loaded(directory).close()).as(damage).isInstanceOf(StorageException.class);
    }

    private static UpdateBatch addFrom(int first) {
        Operation[] operations =
                IntStream.range(first, first + 200).mapToObj(i -> add(i, i, 1)).toArray(Operation[]::new);
        return batch(first + 1, operations);
    }

    private static RecordStore loaded(Path directory) {
        RecordStore store = RecordStore.open(directory, TERMS);
        try {
            store.load(new SecureRandom(), (column, plaintexts) -> {});
            return store;
        } catch (RuntimeException e) {
            store.close();
            throw e;
        }
    }

    private static Path longestLog(Path directory) throws IOException {
        return files(directory, ".log").stream()
                .max((a, b) -> Long.compare(a.toFile().length(), b.toFile().length()))
                .orElseThrow();
    }

    /** The files of these kinds that are not empty. */
    private static List<Path> files(Path directory, String... kinds) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            List<Path> found = files.filter(file -> Arrays.stream(kinds)
                            .anyMatch(kind -> file.getFileName().toString().contains(kind)))
                    .filter(file -> file.toFile().length() > 0)
                    .toList();
            assertThat(found).isNotEmpty();
            return found;
        }
    }

    private Path copy(Path from, String name) throws IOException {
        Path to = temporary.resolve(name);
        if (Files.exists(to)) {
            try (Stream<Path> old = Files.list(to)) {
                for (Path file : old.toList()) {
                    Files.delete(file);
                }
            }
        }
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        return to;
    }
}
