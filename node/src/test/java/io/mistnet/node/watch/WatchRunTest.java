package io.mistnet.node.watch;

import static io.mistnet.node.lookup.ListedRecords.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.mistnet.connectors.selector.Selector;
import io.mistnet.node.identity.HmacKey;
import io.mistnet.node.lookup.Asking;
import io.mistnet.node.lookup.ListedRecords;
import io.mistnet.node.lookup.LookupAnswer;
import io.mistnet.node.lookup.LookupFailedException;
import io.mistnet.node.window.SettableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchRunTest {

    private static final String MULE = "DE89370400440532013000";
    private static final String OTHER = "NL91ABNA0417164300";

    private final ListedRecords records = new ListedRecords();
    private final SettableClock clock = new SettableClock(Instant.parse("2026-03-01T10:00:00Z"));
    private final Told told = new Told();

    @TempDir
    private Path folder;

    private Path list;

    @BeforeEach
    void aList() throws IOException {
        list = folder.resolve("watched.csv");
        Files.writeString(list, "type,selector\n# mules\niban,%s\n\niban,%s\n".formatted(MULE, OTHER));
        records.set(iban(MULE), record("police", "2026-17", "desk 4"));
    }

    @Test
    void theFirstRunTellsAllThereIsAsNew() throws Exception {
        WatchRun.Outcome outcome = run();
        assertThat(outcome.selectors()).isEqualTo(2);
        assertThat(outcome.changed()).isEqualTo(1);
        JsonNode notice = told.only();
        assertThat(notice.path("type").asText()).isEqualTo("iban");
        assertThat(notice.path("selector").asText()).isEqualTo(MULE);
        assertThat(notice.path("found").asBoolean()).isTrue();
        assertThat(notice.path("gone").asInt()).isZero();
        assertThat(notice.path("checkedAt").asText()).isEqualTo("2026-03-01T10:00:00Z");
        assertThat(notice.path("records")).hasSize(1);
        assertThat(notice.path("records").get(0).path("contact").asText()).isEqualTo("desk 4");
        assertThat(notice.path("records").get(0).path("change").asText()).isEqualTo("new");
    }

    @Test
    void laterRunsTellOnlyWhatHasChangedAlsoAfterARestart() throws Exception {
        run();
        told.notices.clear();
        assertThat(run().changed()).isZero();
        assertThat(told.notices).isEmpty();

        records.set(iban(MULE), record("police", "2026-17", "desk 5"), record("fiu", "9", ""));
        run();
        assertThat(changes(told.only())).containsExactly("changed", "new");

        told.notices.clear();
        records.set(iban(MULE), record("fiu", "9", ""));
        records.set(iban(OTHER), record("fiu", "10", ""));
        run();
        assertThat(told.notices).hasSize(2);
        assertThat(changes(told.notices.get(0))).containsExactly("same");
        assertThat(told.notices.get(0).path("gone").asInt()).isEqualTo(1);
        assertThat(changes(told.notices.get(1))).containsExactly("new");

        told.notices.clear();
        records.set(iban(MULE));
        run();
        assertThat(told.only().path("found").asBoolean()).isFalse();
        assertThat(told.only().path("gone").asInt()).isEqualTo(1);

        told.notices.clear();
        assertThat(run().changed()).isZero();
    }

    @Test
    void recordsThatCannotBeReadAreToldOnce() throws Exception {
        records.set(iban(MULE), new LookupAnswer(List.of(), 2));
        run();
        assertThat(told.only().path("unreadable").asInt()).isEqualTo(2);
        told.notices.clear();
        assertThat(run().changed()).isZero();
    }

    @Test
    void aChangedListIsTakenOverAtTheNextRun() throws Exception {
        run();
        told.notices.clear();
        records.set(iban(OTHER), record("fiu", "10", ""));
        Files.writeString(list, "iban," + OTHER + "\n");
        run();
        assertThat(told.only().path("selector").asText()).isEqualTo(OTHER);
        told.notices.clear();
        Files.writeString(list, "iban,%s\niban,%s\n".formatted(OTHER, MULE));
        run();
        assertThat(told.only().path("selector").asText()).isEqualTo(MULE);
        assertThat(changes(told.only())).containsExactly("new");
    }

    @Test
    void badLinesAreNamedByNumberWithoutTheirContentAndSkipped() throws Exception {
        Files.writeString(
                list,
                "iban,DE00370400440532013000\n%s\ncolour,red\niban,\"%s\"\nphone,12\niban,%s\n"
                        .formatted(MULE, MULE, MULE));
        WatchList read = WatchList.read(list);
        assertThat(read.selectors()).containsExactly(iban(MULE));
        assertThat(read.badLines())
                .hasSize(4)
                .allSatisfy(line -> assertThat(line).doesNotContain("DE00370400440532013000", MULE, "red"));
        assertThat(read.badLines().stream().map(line -> line.substring(0, 7)))
                .containsExactly("line 1:", "line 2:", "line 3:", "line 5:");
        assertThat(run().badLines()).isEqualTo(4);
        assertThat(told.notices).hasSize(1);
    }

    @Test
    void aListFromASpreadsheetIsReadAndOneInAnotherEncodingRefusedByName() throws Exception {
        Files.writeString(list, "\uFEFFiban,%s\r\n".formatted(MULE));
        assertThat(WatchList.read(list).selectors()).containsExactly(iban(MULE));
        Files.write(list, new byte[] {'x', (byte) 0xE4, '\n'});
        assertThatThrownBy(this::run).isInstanceOf(IOException.class).hasMessageContaining("no text in UTF-8");
    }

    @Test
    void aRunThatFailsTellsAndChangesNothing() throws Exception {
        records.leave("away");
        assertThatThrownBy(this::run).isInstanceOf(LookupFailedException.class);
        Files.move(list, folder.resolve("elsewhere"));
        records.comeBack();
        assertThatThrownBy(this::run).isInstanceOf(IOException.class);
        Files.move(folder.resolve("elsewhere"), list);
        assertThat(told.notices).isEmpty();
        run();
        assertThat(told.notices).hasSize(1);
    }

    @Test
    void aRunThatDiedBeforeItsChangesWereToldIsMadeUpFor() throws Exception {
        told.failure = "before";
        assertThatThrownBy(this::run).isInstanceOf(IOException.class);
        assertThat(told.notices).isEmpty();
        told.failure = null;
        run();
        assertThat(told.notices).hasSize(1);
    }

    @Test
    void aRunThatDiedAfterItsChangesWereToldIsNotToldAgain() throws Exception {
        told.failure = "after";
        assertThatThrownBy(this::run).isInstanceOf(IOException.class);
        assertThat(told.notices).hasSize(1);
        told.failure = null;
        run();
        assertThat(told.notices).hasSize(1);
    }

    @Test
    void longListsAreLookedUpInBatches() throws Exception {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 2050; i++) {
            lines.append("handle,x:user%d\n".formatted(i));
        }
        Files.writeString(list, lines);
        run();
        assertThat(records.asked()).extracting(List::size).containsExactly(1024, 1024, 2);
    }

    @Test
    void whatIsKeptShowsNoSelectorAndNoRecordAndIsTheOwnersAlone() throws Exception {
        run();
        try (Stream<Path> files = Files.walk(folder.resolve("watch"))) {
            List<Path> kept = files.filter(Files::isRegularFile).toList();
            assertThat(kept).hasSize(2);
            for (Path file : kept) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .isEqualTo("rw-------");
                assertThat(Files.readString(file)).doesNotContain(MULE, OTHER, "police", "2026-17", "desk");
            }
        }
        String state = Files.readString(folder.resolve("watch").resolve("state.json"));
        Files.delete(folder.resolve("watch").resolve("hash.key"));
        Files.delete(folder.resolve("watch").resolve("state.json"));
        run();
        // under another key the same selector has another hash
        String hash = state.replaceAll("(?s).*\"selectors\":\\{\"([^\"]+)\".*", "$1");
        assertThat(hash).hasSize(43);
        assertThat(Files.readString(folder.resolve("watch").resolve("state.json")))
                .doesNotContain(hash);
    }

    /** As after a restart each time: nothing is kept in memory. */
    private WatchRun.Outcome run() throws IOException, LookupFailedException {
        Path kept = folder.resolve("watch");
        WatchStore store = new WatchStore(kept);
        WatchHashes hashes = new WatchHashes(HmacKey.open(kept.resolve("hash.key"), new SecureRandom()));
        return new WatchRun(list, store, hashes, records, new Asking("node", "watch", "law"), told, clock).run();
    }

    private static List<String> changes(JsonNode notice) {
        List<String> changes = new ArrayList<>();
        notice.path("records")
                .forEach(record -> changes.add(record.path("change").asText()));
        return changes;
    }

    private static Selector iban(String iban) {
        return ListedRecords.iban(iban);
    }

    /** Remembers what it was told; told and not told, it can seem to fail. */
    private static final class Told implements ChangeSink {

        private final List<JsonNode> notices = new ArrayList<>();
        private @Nullable String failure;
        private @Nullable String last;

        @Override
        public Optional<String> lastRun() {
            return Optional.ofNullable(last);
        }

        @Override
        public void tell(String run, List<ChangeNotice> changes) throws IOException {
            if ("before".equals(failure)) {
                throw new IOException("told nothing");
            }
            changes.forEach(change -> notices.add(change.json()));
            last = run;
            if ("after".equals(failure)) {
                throw new IOException("told, but died");
            }
        }

        JsonNode only() {
            assertThat(notices).hasSize(1);
            return notices.get(0);
        }
    }
}
