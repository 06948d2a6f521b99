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
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntConsumer;
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

    @Test
    void anAccessHasASubjectAndNoCase() throws Exception {
        try (AuditLog log = audits.open()) {
            log.append(AuditEvent.access("anna", AuditAction.APPROVAL_REFUSED, "approvals/7", AuditOutcome.ANSWERED));
        }
        JsonNode entry = new ObjectMapper().readTree(audits.lines().get(0));
        assertThat(entry.path("action").asText()).isEqualTo("approval_refused");
        assertThat(entry.path("subject").asText()).isEqualTo("approvals/7");
        assertThat(entry.has("case")).isFalse();
        assertThat(entry.has("basis")).isFalse();
        assertThat(audits.verify().isIntact()).isTrue();
    }

    @Test
    void aSubjectIsAnIdAndNoText() {
        for (String subject : List.of("", "alert 17", "alerts/+4930901820", "a@b", "x".repeat(129), "a\nb")) {
            assertThatThrownBy(() -> AuditEvent.access("anna", AuditAction.PAGE, subject, AuditOutcome.ANSWERED))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void linesOfBeforeThereWereAccessesAreGoneOnWith() throws Exception {
        Files.createDirectories(audits.folder());
        String line = "{\"sequence\":0,\"kind\":\"event\",\"time\":\"2025-12-01T10:00:00Z\",\"previous\":\"%s\","
                        .formatted("0".repeat(64))
                + "\"user\":\"anna\",\"case\":\"2026-17\",\"basis\":\"court order 7\",\"action\":\"lookup\",\"size\":1,"
                + "\"outcome\":\"answered\",\"found\":2,\"selectors\":[\"phone:abc\"]}";
        Files.writeString(audits.folder().resolve("audit-000000000000.jsonl"), line + "\n");

        audits.write(2, AuditLog.FILE_BYTES);

        assertThat(audits.verify().broken()).isEmpty();
        assertThat(audits.verify().entries()).isEqualTo(3);
    }

    @Test
    void linesThatAreWrittenAtOnceGoToDiskTogether() throws Exception {
        AtomicInteger syncs = new AtomicInteger();
        AuditFile.Disk slow = file -> {
            syncs.incrementAndGet();
            pause(5);
            AuditFile.Disk.REAL.sync(file);
        };
        try (AuditLog log = audits.open(slow);
                Threads threads = new Threads(16)) {
            threads.each(20, i -> log.append(lookup("user-" + i)));
            assertThat(syncs.get()).isLessThan(100);
        }
        assertThat(audits.verify().broken()).isEmpty();
        assertThat(audits.verify().entries()).isEqualTo(320);
    }

    @Test
    void aLineIsOnDiskWhenAppendReturns() throws Exception {
        AtomicLong onDisk = new AtomicLong();
        AuditFile.Disk watched = file -> {
            long length = file.length();
            pause(2);
            AuditFile.Disk.REAL.sync(file);
            onDisk.set(length);
        };
        try (AuditLog log = audits.open(watched);
                Threads threads = new Threads(8)) {
            threads.each(5, i -> {
                long sequence = log.append(lookup("user-" + i));
                String before = read(onDisk.get());
                assertThat(before).contains("{\"sequence\":" + sequence + ",");
            });
        }
    }

    @Test
    void whenTheDiskFailsNobodyWhoWaitsIsTakenForWrittenAndTheChainGoesOn() throws Exception {
        AtomicBoolean fails = new AtomicBoolean();
        AtomicBoolean hasJustFailed = new AtomicBoolean();
        AtomicInteger failed = new AtomicInteger();
        AuditFile.Disk failing = file -> {
            pause(2);
            // not twice in a row: the lines are taken back after it
            if (!hasJustFailed.get() && fails.compareAndSet(true, false)) {
                hasJustFailed.set(true);
                throw new IOException("the disk failed");
            }
            hasJustFailed.set(false);
            AuditFile.Disk.REAL.sync(file);
        };
        AtomicBoolean wentOn = new AtomicBoolean();
        Set<Long> shown = ConcurrentHashMap.newKeySet();
        try (AuditLog log = audits.open(failing);
                Threads threads = new Threads(8)) {
            threads.each(50, i -> {
                fails.compareAndSet(false, i % 10 == 3);
                try {
                    boolean before = failed.get() > 0;
                    assertThat(shown.add(log.append(lookup("user-" + i)))).isTrue();
                    wentOn.compareAndSet(false, before);
                } catch (UncheckedIOException e) {
                    failed.incrementAndGet();
                }
            });
        }
        assertThat(failed.get()).isPositive();
        assertThat(wentOn).isTrue();
        assertThat(audits.verify().broken()).isEmpty();
        assertThat(audits.verify().entries()).isEqualTo(shown.size()).isEqualTo(400 - failed.get());
    }

    @Test
    void whatCannotBeTakenBackEndsTheLogUntilARestart() throws Exception {
        AtomicBoolean fails = new AtomicBoolean();
        AuditFile.Disk failing = file -> {
            if (fails.get()) {
                throw new IOException("the disk failed");
            }
            AuditFile.Disk.REAL.sync(file);
        };
        AuditLog log = audits.open(failing);
        audits.append(log, 3);
        fails.set(true);
        assertThatThrownBy(() -> audits.append(log, 1)).hasRootCauseMessage("the disk failed");
        fails.set(false);
        assertThatThrownBy(() -> audits.append(log, 1)).hasStackTraceContaining("restart the node");
        log.close();

        audits.write(1, AuditLog.FILE_BYTES);
        assertThat(audits.verify().broken()).isEmpty();
        assertThat(audits.verify().entries()).isEqualTo(4);
    }

    private String read(long bytes) {
        try {
            byte[] all = Files.readAllBytes(audits.files().get(0));
            return new String(all, 0, (int) bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** So many threads, each of which does something so often. */
    private static final class Threads implements AutoCloseable {

        private final int count;
        private final ExecutorService executor;

        private Threads(int count) {
            this.count = count;
            this.executor = Executors.newFixedThreadPool(count);
        }

        private void each(int times, IntConsumer work) throws Exception {
            List<Future<?>> running = new ArrayList<>();
            for (int thread = 0; thread < count; thread++) {
                running.add(executor.submit(() -> IntStream.range(0, times).forEach(work)));
            }
            for (Future<?> one : running) {
                one.get();
            }
        }

        @Override
        public void close() {
            executor.shutdownNow();
        }
    }

    private void cutLastBytes(long bytes) throws IOException {
        try (FileChannel file = FileChannel.open(audits.files().get(0), StandardOpenOption.WRITE)) {
            file.truncate(file.size() - bytes);
        }
    }
}
