package io.mistnet.node.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.mistnet.node.identity.Password;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class KilledAuditLogTest {

    private static final int KILLS = 4;

    @TempDir
    Path folder;

    private final SplittableRandom random = new SplittableRandom(5);

    @Test
    void noEntryThatMayHaveBeenShownIsLostWhenTheProcessIsKilled() throws Exception {
        Audits audits = new Audits(folder);
        Path keyStore = folder.resolve("identity.p12");
        Objects.requireNonNull(audits.trial().keys().get("bank-1")).writeTo(keyStore, Password.of("secret"));
        for (int kill = 0; kill < KILLS; kill++) {
            long shown = writeUntilKilled(audits, keyStore, 20 + random.nextInt(200));
            AuditReport report = audits.verify();
            assertThat(report.broken()).isEmpty();
            assertThat(report.lines()).isGreaterThan(shown);
        }
        audits.open().close();
        assertThat(audits.verify().broken()).isEmpty();
        assertThat(audits.files()).hasSizeGreaterThan(1);
    }

    /** The last number that the process printed before it was killed, which happens while it writes on. */
    private static long writeUntilKilled(Audits audits, Path keyStore, int entries)
            throws IOException, InterruptedException {
        Process process = start(audits, keyStore);
        try (BufferedReader printed = process.inputReader()) {
            long last = 0;
            for (int i = 0; i < entries; i++) {
                last = Long.parseLong(printed.readLine());
            }
            // Process closes the stream, its handle leaves what was printed to be read
            process.toHandle().destroyForcibly();
            process.waitFor();
            for (String line = printed.readLine(); line != null && !line.isEmpty(); line = printed.readLine()) {
                last = Math.max(last, Long.parseLong(line));
            }
            return last;
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private static Process start(Audits audits, Path keyStore) throws IOException {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-cp",
                System.getProperty("java.class.path"),
                AuditProcess.class.getName(),
                audits.folder().toString(),
                audits.keyFile().toString(),
                keyStore.toString());
        return new ProcessBuilder(command).redirectError(Redirect.INHERIT).start();
    }
}
