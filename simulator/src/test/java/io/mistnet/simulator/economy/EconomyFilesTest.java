package io.mistnet.simulator.economy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EconomyFilesTest {

    @TempDir
    Path directory;

    private Path write(String name, long seed) throws IOException {
        EconomyParameters parameters =
                new EconomyParameters(seed, 5, 1_000, 30, 8_000, 0.02, Instant.parse("2026-01-01T00:00:00Z"));
        new EconomyFiles(new Economy(parameters)).write(directory.resolve(name));
        return directory.resolve(name);
    }

    private static String sha256(Path file) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    }

    @Test
    void oneSeedGivesOneFileOnEveryMachine() throws Exception {
        Path written = write("a", 42);
        assertThat(sha256(written.resolve("accounts.csv")))
                .isEqualTo("fa8c9ce2b9836b732fb07c5282a47f221f59d05b111914fadf8e1a78c657b085");
        assertThat(sha256(written.resolve("transfers.csv")))
                .isEqualTo("56b6d52cecd1ae45d0c0c6053b5f236f2b646f66fc5d1772016c75c98067820a");
    }

    @Test
    void anotherSeedGivesOtherFiles() throws Exception {
        assertThat(write("a", 1).resolve("transfers.csv"))
                .hasContent(Files.readString(write("b", 1).resolve("transfers.csv")));
        assertThat(sha256(write("c", 2).resolve("transfers.csv")))
                .isNotEqualTo(sha256(directory.resolve("a").resolve("transfers.csv")));
    }

    @Test
    void theFilesAreInMistnetsOwnFormat() throws Exception {
        Path written = write("a", 42);
        List<String> accounts = Files.readAllLines(written.resolve("accounts.csv"));
        assertThat(accounts).hasSize(1_001).first().isEqualTo("account,bank,initial_risk,label");
        assertThat(accounts.subList(1, 1_001))
                .allMatch(l -> l.matches("[A-Z]{2}[0-9A-Z]{14,22},[A-Z]{6}X0,[01]\\.\\d{4},[01]"));
        List<String> transfers = Files.readAllLines(written.resolve("transfers.csv"));
        assertThat(transfers).hasSize(8_001).first().isEqualTo("debtor,creditor,amount,time,label");
        assertThat(transfers.subList(1, 8_001))
                .allMatch(l -> l.matches(
                        "[A-Z0-9]{16,24},[A-Z0-9]{16,24},[1-9]\\d*,2026-01-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ,[01]"));
    }
}
