package io.mistnet.node.audit;

import io.mistnet.connectors.selector.Selector;
import io.mistnet.connectors.selector.SelectorType;
import io.mistnet.node.identity.Identity;
import io.mistnet.node.network.SigningKey;
import io.mistnet.node.trial.TrialNetwork;
import io.mistnet.node.trial.Trials;
import io.mistnet.node.window.SettableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** An audit log in a folder, and what somebody with an editor does to it. */
final class Audits {

    static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    static final Selector PHONE = new Selector(SelectorType.PHONE, "+4930901820");

    private final TrialNetwork trial = Trials.ofBanks(3);
    private final Path folder;
    private final SettableClock clock = new SettableClock(NOW);

    Audits(Path folder) throws GeneralSecurityException {
        this.folder = folder;
    }

    Path folder() {
        return folder.resolve("audit");
    }

    Path keyFile() {
        return folder.resolve("audit.key");
    }

    TrialNetwork trial() {
        return trial;
    }

    Identity identity() throws GeneralSecurityException {
        return trial.identity("bank-1");
    }

    SigningKey key() {
        return key("bank-1");
    }

    SigningKey key(String institution) {
        return trial.network().institution(institution).keys().signing();
    }

    SettableClock clock() {
        return clock;
    }

    SelectorHash hash() throws IOException {
        return SelectorHash.open(keyFile(), new SecureRandom());
    }

    AuditLog open(AuditFile.Disk disk) throws Exception {
        return AuditLog.open(new AuditFolder(folder(), disk), hash(), identity(), clock, AuditLog.FILE_BYTES);
    }

    AuditLog open(long fileBytes) throws Exception {
        return AuditLog.open(folder(), hash(), identity(), clock, fileBytes);
    }

    AuditLog open() throws Exception {
        return open(AuditLog.FILE_BYTES);
    }

    static AuditEvent lookup(String user) {
        return new AuditEvent(
                user, "2026-17", "court order 7", AuditAction.LOOKUP, List.of(PHONE), AuditOutcome.ANSWERED, 2);
    }

    /** Writes a log of so many lookups and closes it. */
    void write(int lookups, long fileBytes) throws Exception {
        try (AuditLog log = open(fileBytes)) {
            append(log, lookups);
        }
    }

    /** Writes so many lookups, and leaves the folder as a process leaves it that is killed: nothing signed at the end. */
    void writeAndKill(int lookups) throws Exception {
        Map<Path, byte[]> killed = new HashMap<>();
        try (AuditLog log = open()) {
            append(log, lookups);
            for (Path file : everyFile()) {
                killed.put(file, Files.readAllBytes(file));
            }
        }
        for (Path file : everyFile()) {
            Files.delete(file);
        }
        for (Map.Entry<Path, byte[]> file : killed.entrySet()) {
            Files.write(file.getKey(), file.getValue());
        }
    }

    private List<Path> everyFile() throws IOException {
        try (Stream<Path> files = Files.list(folder())) {
            return files.toList();
        }
    }

    void append(AuditLog log, int lookups) {
        for (int i = 0; i < lookups; i++) {
            clock.advance(Duration.ofSeconds(1));
            log.append(lookup("user-" + i));
        }
    }

    AuditReport verify() throws IOException {
        return AuditVerification.verify(folder(), key());
    }

    List<Path> files() throws IOException {
        return new AuditFolder(folder()).files();
    }

    /** The lines of the only file. */
    List<String> lines() throws IOException {
        return new ArrayList<>(Files.readAllLines(files().get(0)));
    }

    void replace(List<String> lines) throws IOException {
        Files.writeString(files().get(0), String.join("\n", lines) + "\n");
    }
}
