package io.mistnet.node.audit;

import static io.mistnet.node.audit.Audits.PHONE;
import static io.mistnet.node.audit.Audits.lookup;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mistnet.connectors.selector.Selector;
import io.mistnet.connectors.selector.SelectorType;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditLogTest {

    @TempDir
    Path folder;

    private Audits audits;

    @BeforeEach
    void aLog() throws Exception {
        audits = new Audits(folder);
    }

    @Test
    void anEntrySaysWhoDidWhatInWhichCaseAndHowItEnded() throws Exception {
        try (AuditLog log = audits.open()) {
            assertThat(log.append(lookup("anna"))).isZero();
            JsonNode entry = new ObjectMapper().readTree(audits.lines().get(0));
            assertThat(entry.path("user").asText()).isEqualTo("anna");
            assertThat(entry.path("case").asText()).isEqualTo("2026-17");
            assertThat(entry.path("basis").asText()).isEqualTo("court order 7");
            assertThat(entry.path("action").asText()).isEqualTo("lookup");
            assertThat(entry.path("size").asInt()).isEqualTo(1);
            assertThat(entry.path("outcome").asText()).isEqualTo("answered");
            assertThat(entry.path("found").asInt()).isEqualTo(2);
            assertThat(entry.path("time").asText()).isEqualTo("2026-03-01T10:00:00Z");
            assertThat(entry.path("previous").asText()).isEqualTo("0".repeat(64));
            assertThat(entry.path("selectors").get(0).asText())
                    .isEqualTo(audits.hash().of(PHONE));
        }
    }

    @Test
    void noSelectorStandsInTheLogAndItsHashNeedsTheKey() throws Exception {
        try (AuditLog log = audits.open()) {
            log.append(lookup("anna"));
        }
        assertThat(audits.lines().toString()).doesNotContain("4930901820");
        SelectorHash other = SelectorHash.open(folder.resolve("other.key"), new SecureRandom());
        assertThat(other.of(PHONE))
                .startsWith("phone:")
                .isNotEqualTo(audits.hash().of(PHONE));
        assertThat(audits.hash().of(new Selector(SelectorType.HANDLE, "phone:+4930901820")))
                .isNotEqualTo(audits.hash().of(PHONE));
    }

    @Test
    void theHashKeyIsItsOwnersAndIsNotReplacedWhenItIsDamaged() throws Exception {
        audits.hash();
        Path key = audits.keyFile();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                .isEqualTo("rw-------");
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r-----"));
        assertThatThrownBy(audits::hash).isInstanceOf(IOException.class).hasMessageContaining("chmod 600");
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        Files.writeString(key, "abc");
        assertThatThrownBy(audits::hash).isInstanceOf(IOException.class).hasMessageContaining("is no key");
    }

    @Test
    void aBatchIsOneEntryWithAllItsSelectors() throws Exception {
        List<Selector> batch = IntStream.range(0, AuditEvent.MOST_SELECTORS)
                .mapToObj(i -> new Selector(SelectorType.HANDLE, "x:user" + i))
                .toList();
        try (AuditLog log = audits.open()) {
            log.append(new AuditEvent("anna", "c", "b", AuditAction.BATCH, batch, AuditOutcome.FAILED, 0));
        }
        assertThat(audits.lines().get(0)).contains("\"size\":8192").hasSizeLessThan(AuditLines.MOST_BYTES);
        assertThat(audits.verify().isIntact()).isTrue();
        List<Selector> tooMany = Collections.nCopies(AuditEvent.MOST_SELECTORS + 1, PHONE);
        assertThatThrownBy(() -> new AuditEvent("anna", "c", "b", AuditAction.BATCH, tooMany, AuditOutcome.FAILED, 0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void textsCannotMakeALineOfTheirOwn() throws Exception {
        try (AuditLog log = audits.open()) {
            log.append(lookup("anna\n{\"kind\":\"event\"}\u2028\u0000"));
        }
        assertThat(audits.verify().entries()).isEqualTo(1);
        assertThat(audits.verify().isIntact()).isTrue();
    }

    @Test
    void theChainGoesOnAfterARestartAndOverFiles() throws Exception {
        audits.write(100, 5_000);
        audits.write(100, 5_000);
        assertThat(audits.files()).hasSizeGreaterThan(10);
        AuditReport report = audits.verify();
        assertThat(report.broken()).isEmpty();
        assertThat(report.entries()).isEqualTo(200);
        assertThat(report.unsigned()).isZero();
        assertThat(report.first()).contains(Audits.NOW.plusSeconds(1));
        assertThat(report.last()).contains(Audits.NOW.plusSeconds(200));
    }

    @Test
    void aHeadIsSignedAmongEverySixtyFourLines() throws Exception {
        try (AuditLog log = audits.open()) {
            for (int i = 0; i < 140; i++) {
                audits.append(log, 1);
                AuditReport report = audits.verify();
                assertThat(report.broken()).isEmpty();
                assertThat(report.unsigned()).isLessThan(AuditLog.LINES_PER_HEAD);
            }
        }
        assertThat(audits.verify().unsigned()).isZero();
    }

    @Test
    void anIncompleteLastLineIsCutOffWithANote() throws Exception {
        audits.write(3, AuditLog.FILE_BYTES);
        audits.writeAndKill(2);
        List<String> whole = audits.lines();
        assertThat(whole).hasSize(6);
        cutLastBytes(10);
        AuditReport torn = audits.verify();
        assertThat(torn.broken()).isEmpty();
        assertThat(torn.entries()).isEqualTo(4);
        assertThat(torn.incomplete()).isEqualTo(whole.get(5).length() - 9);

        audits.write(1, AuditLog.FILE_BYTES);
        AuditReport repaired = audits.verify();
        assertThat(repaired.broken()).isEmpty();
        assertThat(repaired.entries()).isEqualTo(5);
        assertThat(repaired.repairs()).isEqualTo(1);
        assertThat(repaired.incomplete()).isZero();
        assertThat(audits.lines().subList(0, 5)).isEqualTo(whole.subList(0, 5));
        assertThat(audits.lines().get(5)).contains("\"kind\":\"repair\"").contains("\"dropped\":");
    }

    @Test
    void aLogThatWasKilledBetweenLinesGoesOnWithoutANote() throws Exception {
        audits.writeAndKill(70);
        assertThat(audits.verify().unsigned()).isEqualTo(7);
        audits.write(1, AuditLog.FILE_BYTES);
        AuditReport report = audits.verify();
        assertThat(report.broken()).isEmpty();
        assertThat(report.repairs()).isZero();
        assertThat(report.entries()).isEqualTo(71);
    }

    @Test
    void aSignedLineThatIsIncompleteIsTamperingAndNoTornWrite() throws Exception {
        audits.write(3, AuditLog.FILE_BYTES);
        cutLastBytes(1);
        assertThatThrownBy(audits::open).isInstanceOf(AuditTamperedException.class);
        assertThat(audits.verify().broken())
                .hasValueSatisfying(place -> assertThat(place.kind()).isEqualTo(ChainBreak.Kind.TRUNCATED));
    }

    @Test
    void aFileThatWasBegunAndNotWrittenToIsGoneOnWith() throws Exception {
        audits.write(3, 100);
        Files.createFile(audits.folder().resolve("audit-000000000006.jsonl"));
        audits.write(3, 100);
        assertThat(audits.verify().broken()).isEmpty();
        assertThat(audits.verify().entries()).isEqualTo(6);
    }

    @Test
    void onlyOneWriterAtATime() throws Exception {
        AuditLog log = audits.open();
        assertThatThrownBy(audits::open).isInstanceOf(IOException.class).hasMessageContaining("another process");
        log.close();
        audits.open().close();
    }

    @Test
    void aTamperedLogIsNotWrittenOn() throws Exception {
        audits.write(3, AuditLog.FILE_BYTES);
        List<String> lines = audits.lines();
        lines.set(1, lines.get(1).replace("user-1", "nobody"));
        audits.replace(lines);
        assertThatThrownBy(audits::open)
                .isInstanceOf(AuditTamperedException.class)
                .hasMessageContaining("edited")
                .hasMessageContaining("evidence");
        assertThat(audits.lines()).isEqualTo(lines);
    }

    @Test
    void aLogThatIsCutBackBehindItsNewestHeadIsNotWrittenOn() throws Exception {
        audits.write(3, AuditLog.FILE_BYTES);
        audits.replace(audits.lines().subList(0, 2));
        assertThatThrownBy(audits::open)
                .isInstanceOf(AuditTamperedException.class)
                .hasMessageContaining("truncated");
        Files.delete(audits.files().get(0));
        assertThatThrownBy(audits::open).isInstanceOf(AuditTamperedException.class);
    }

    @Test
    void aThreadThatIsInterruptedDoesNotEndTheLog() throws Exception {
        try (AuditLog log = audits.open()) {
            Thread.currentThread().interrupt();
            log.append(lookup("anna"));
            assertThat(Thread.interrupted()).isTrue();
            log.append(lookup("bert"));
        }
        assertThat(audits.verify().entries()).isEqualTo(2);
    }

    @Test
    void entriesOfManyThreadsMakeOneChain() throws Exception {
        try (AuditLog log = audits.open(20_000)) {
            IntStream.range(0, 400).parallel().forEach(i -> log.append(lookup("user-" + i)));
        }
        assertThat(audits.verify().broken()).isEmpty();
        assertThat(audits.verify().entries()).isEqualTo(400);
    }

    private void cutLastBytes(long bytes) throws IOException {
        try (FileChannel file = FileChannel.open(audits.files().get(0), StandardOpenOption.WRITE)) {
            file.truncate(file.size() - bytes);
        }
    }
}
