package io.mistnet.node.authorisation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class KilledLedgerTest {

    private static final int KILLS = 4;

    @TempDir
    Path folder;

    private final SplittableRandom random = new SplittableRandom(5);

    @Test
    void noCountThatWasGivenIsLostWhenTheProcessIsKilled() throws Exception {
        SignedAuthorisation signed = authorisation();
        long given = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            long before = given;
            given = countUntilKilled(signed, 50 + random.nextInt(300));
            assertThat(given).isGreaterThan(before);
            try (QuotaLedger ledger = QuotaLedger.open(folder, LedgerProcess.terms(), Clock.systemUTC())) {
                assertThat(ledger.reserve(signed, 1).used()).isGreaterThan(given);
            }
        }
    }

    /** The last count that the process printed before it was killed, which happens while it counts on. */
    private long countUntilKilled(SignedAuthorisation signed, int counts) throws IOException, InterruptedException {
        Process process = start(signed);
        try (BufferedReader printed = process.inputReader()) {
            long last = 0;
            for (int i = 0; i < counts; i++) {
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

    private Process start(SignedAuthorisation signed) throws IOException {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-cp",
                System.getProperty("java.class.path"),
                LedgerProcess.class.getName(),
                folder.toString(),
                HexFormat.of().formatHex(signed.bytes()));
        return new ProcessBuilder(command).redirectError(Redirect.INHERIT).start();
    }

    private static SignedAuthorisation authorisation() throws Exception {
        Institutions institutions = new Institutions();
        Authorisation statement = new Authorisation(
                LedgerProcess.terms().network(),
                "bank-1",
                "c",
                "b",
                Purpose.ASK,
                Instant.now(Clock.systemUTC()).plus(1, ChronoUnit.HOURS).truncatedTo(ChronoUnit.SECONDS),
                Authorisation.MOST_QUOTA,
                new Serial("0".repeat(32)));
        return new SignedAuthorisation(
                statement,
                institutions.own("bank-1", statement),
                Optional.of(Signature.approving(statement, institutions.supervisor(1))));
    }
}
