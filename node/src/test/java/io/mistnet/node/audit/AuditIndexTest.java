package io.mistnet.node.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.mistnet.node.relational.OnEveryDatabase;
import io.mistnet.node.relational.RelationalDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@OnEveryDatabase
final class AuditIndexTest {

    private static final long ALL = Long.MAX_VALUE;

    @TempDir
    private Path folder;

    private Audits audits;
    private RelationalDatabase database;
    private AuditIndex index;

    @BeforeEach
    void open(RelationalDatabase fresh) throws Exception {
        database = fresh;
        audits = new Audits(folder);
        index = new AuditIndex(database, audits.folder());
    }

    @Test
    void everyLineIsFoundAndWhatIsAddedIsFoundToo() throws Exception {
        try (AuditLog log = audits.open()) {
            audits.append(log, 3);
            index.refresh();
            assertThat(sequences()).containsExactly(2L, 1L, 0L);
            audits.append(log, 2);
            index.refresh();
            index.refresh();
            assertThat(sequences()).containsExactly(4L, 3L, 2L, 1L, 0L);
        }
        assertThat(index.older(AuditFilter.ALL, 1, 10))
                .singleElement()
                .returns("user-0", AuditEntry::user)
                .returns("2026-17", AuditEntry::caseReference)
                .returns("court order 7", AuditEntry::legalBasis)
                .returns("lookup", AuditEntry::action)
                .returns("answered", AuditEntry::outcome)
                .returns(1L, AuditEntry::size)
                .returns(2L, AuditEntry::found);
    }

    @Test
    void linesOfAllFilesAreFoundAfterARestartToo() throws Exception {
        audits.write(40, 4_000);
        assertThat(audits.files().size()).isGreaterThan(2);
        index.refresh();
        audits.write(20, 4_000);
        AuditIndex restarted = new AuditIndex(database, audits.folder());
        restarted.refresh();

        AuditReport report = audits.verify();
        assertThat(sequences()).hasSize((int) report.lines());
        assertThat(restarted.check()).isEmpty();
    }

    @Test
    void aFilterTakesUserCaseActionAndTime() throws Exception {
        audits.write(5, AuditLog.FILE_BYTES);
        index.refresh();

        assertThat(found(new AuditFilter(
                        Optional.of("user-3"), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty())))
                .containsExactly(3L);
        assertThat(found(new AuditFilter(
                        Optional.empty(),
                        Optional.of("2026-17"),
                        Optional.of("lookup"),
                        Optional.of(Audits.NOW.plusSeconds(2)),
                        Optional.of(Audits.NOW.plusSeconds(4)))))
                .containsExactly(2L, 1L);
        for (String hostile : List.of("' OR '1' = '1", "\u0000", "%")) {
            assertThat(found(new AuditFilter(
                            Optional.of(hostile),
                            Optional.of(hostile),
                            Optional.of(hostile),
                            Optional.empty(),
                            Optional.empty())))
                    .isEmpty();
        }
    }

    @Test
    void aTableThatDiffersIsMadeAnew() throws Exception {
        audits.write(5, AuditLog.FILE_BYTES);
        index.refresh();
        execute("UPDATE audit_line SET hash = '" + "0".repeat(64) + "' WHERE sequence = 2");
        assertThat(index.check()).contains(2L);
        assertThat(index.check()).isEmpty();

        for (String change : List.of(
                "user_id = 'anna'",
                "case_reference = ''",
                "legal_basis = 'other'",
                "action = 'export'",
                "subject = 'cases'",
                "size = 0",
                "outcome = 'failed'",
                "found = 0",
                "written_at = written_at + INTERVAL '1' SECOND",
                "kind = 'repair'")) {
            execute("UPDATE audit_line SET %s WHERE sequence = 2".formatted(change));
            assertThat(index.check()).as(change).contains(2L);
            assertThat(index.check()).as("repaired").isEmpty();
        }

        execute("DELETE FROM audit_line WHERE sequence = 3");
        assertThat(index.check()).contains(3L);
        assertThat(index.check()).isEmpty();

        execute(
                "INSERT INTO audit_line SELECT 99, kind, written_at, hash, user_id, case_reference, legal_basis, action, subject, size, outcome, found FROM audit_line WHERE sequence = 1");
        assertThat(index.check()).contains(99L);
        assertThat(sequences()).hasSize(6);
    }

    @Test
    void aLogThatWasReplacedIsTakenInAnew() throws Exception {
        audits.write(5, AuditLog.FILE_BYTES);
        index.refresh();
        for (Path file : audits.files()) {
            Files.delete(file);
        }
        Files.delete(audits.folder().resolve("head.json"));
        audits.write(2, AuditLog.FILE_BYTES);

        new AuditIndex(database, audits.folder()).refresh();
        assertThat(sequences()).containsExactly(2L, 1L, 0L);
        index.refresh();
        assertThat(sequences()).containsExactly(2L, 1L, 0L);
    }

    @Test
    void anIncompleteLastLineIsLeftOutUntilItIsComplete() throws Exception {
        audits.write(3, AuditLog.FILE_BYTES);
        String whole = Files.readString(audits.files().get(0));
        Files.writeString(audits.files().get(0), whole.substring(0, whole.length() - 30));
        index.refresh();
        assertThat(sequences()).hasSize(3);

        Files.writeString(audits.files().get(0), whole);
        index.refresh();
        assertThat(sequences()).hasSize(4);
        assertThat(index.check()).isEmpty();
    }

    @Test
    void aLineThatIsNoneEndsTheReadingThere() throws Exception {
        audits.write(4, AuditLog.FILE_BYTES);
        List<String> lines = audits.lines();
        lines.set(2, "<script>alert(1)</script>");
        audits.replace(lines);
        index.refresh();

        assertThat(sequences()).containsExactly(1L, 0L);
        assertThat(audits.verify().isIntact()).isFalse();
    }

    @Test
    void anExportReadsTheLogFromItsBeginningInParts() throws Exception {
        audits.write(5, AuditLog.FILE_BYTES);
        index.refresh();

        assertThat(index.after(AuditFilter.ALL, -1, 2))
                .extracting(AuditEntry::sequence)
                .containsExactly(0L, 1L);
        assertThat(index.after(AuditFilter.ALL, 1, 10))
                .extracting(AuditEntry::sequence)
                .containsExactly(2L, 3L, 4L, 5L);
    }

    @Test
    void moreLinesThanAreTakenAtOnceAreAllThere() throws Exception {
        audits.write(1_200, AuditLog.FILE_BYTES);
        index.refresh();

        assertThat(sequences())
                .hasSize((int) audits.verify().lines())
                .containsAll(LongStream.range(0, 1_200).boxed().toList());
        assertThat(index.check()).isEmpty();
    }

    private List<Long> sequences() {
        return found(AuditFilter.ALL);
    }

    private List<Long> found(AuditFilter filter) {
        return index.older(filter, ALL, 10_000).stream()
                .map(AuditEntry::sequence)
                .toList();
    }

    private void execute(String sql) {
        database.inTransaction(handle -> handle.createUpdate(sql).execute());
    }
}
