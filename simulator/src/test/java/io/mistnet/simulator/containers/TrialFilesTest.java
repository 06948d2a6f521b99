package io.mistnet.simulator.containers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code docker/up} puts where, with a program in Docker's place that writes what the node would. */
class TrialFilesTest {

    private static final List<String> INSTITUTIONS = List.of("bank-1", "bank-2", "bank-3", "fiu", "police", "registry");
    private static final String DOCKER = """
            #!/usr/bin/env bash
            case "$*" in
              *'network init'*)
                for id in bank-1 bank-2 bank-3 fiu police registry; do
                  mkdir -p "$MISTNET_TRIAL/$id"
                  printf '  http {\\n    port = 9402\\n  }\\n' >"$MISTNET_TRIAL/$id/node.conf"
                done
                for id in fiu police; do echo key >"$MISTNET_TRIAL/$id/supervisor.p12"; echo secret >"$MISTNET_TRIAL/$id/supervisor-password"; done
                echo 'name = trial' >"$MISTNET_TRIAL/network.conf" ;;
              'inspect '*) echo healthy ;;
              *' exec '*) echo "$*" >>"$MISTNET_TRIAL/commands" ;;
            esac
            """;

    @TempDir
    Path folder;

    private Path trial;

    @BeforeEach
    void up() throws Exception {
        Path programs = Files.createDirectories(folder.resolve("programs"));
        Files.writeString(programs.resolve("docker"), DOCKER);
        Files.setPosixFilePermissions(programs.resolve("docker"), PosixFilePermissions.fromString("rwx------"));
        trial = folder.resolve("trial");
        ProcessBuilder up = new ProcessBuilder("bash", "../docker/up", "--replay", "0")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile());
        up.environment().put("PATH", programs + ":" + System.getenv("PATH"));
        up.environment().put("MISTNET_TRIAL", trial.toString());
        assertThat(up.start().waitFor())
                .as(() -> read(folder.resolve("output")))
                .isZero();
    }

    @Test
    void noContainerHasASupervisorsKey() {
        for (String institution : INSTITUTIONS) {
            assertThat(trial.resolve(institution)).isNotEmptyDirectory();
            assertThat(trial.resolve(institution).resolve("supervisor.p12")).doesNotExist();
            assertThat(trial.resolve(institution).resolve("supervisor-password"))
                    .doesNotExist();
        }
        assertThat(trial.resolve("secrets/supervisors/police/supervisor.p12")).isRegularFile();
        assertThat(trial.resolve("secrets/supervisors/police/supervisor-password"))
                .isRegularFile();
        assertThat(read(Path.of("../docker/compose.yml"))).doesNotContain("supervisor");
    }

    @Test
    void everyInstitutionHasADatabaseThatItAloneOpens() throws Exception {
        assertThat(INSTITUTIONS.stream()
                        .map(institution -> read(trial.resolve(institution).resolve("database-password")))
                        .collect(Collectors.toSet()))
                .hasSize(INSTITUTIONS.size())
                .doesNotContain(read(trial.resolve("secrets/database-password")));
        assertThat(read(trial.resolve("secrets/databases.sql")))
                .contains(
                        "CREATE ROLE bank_1 LOGIN PASSWORD '%s';"
                                .formatted(read(trial.resolve("bank-1/database-password"))
                                        .strip()),
                        "CREATE DATABASE bank_1 OWNER bank_1;",
                        "REVOKE ALL ON DATABASE bank_1 FROM PUBLIC;");
        assertThat(read(trial.resolve("police/node.conf"))).contains("user = police, password-file");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(trial.resolve("secrets"))))
                .isEqualTo("rwx------");
        assertThat(trial.resolve("databases.sql")).doesNotExist();
    }

    @Test
    void peopleHaveAccountsAndTwoBanksReportANumber() {
        assertThat(read(trial.resolve("bank-1/people-password")))
                .isEqualTo(read(trial.resolve("police/people-password")))
                .isEqualTo(read(trial.resolve("secrets/people-password")))
                .hasSizeGreaterThan(12);
        assertThat(read(trial.resolve("commands")).lines())
                .satisfiesExactly(
                        line -> assertThat(line).contains("-T bank-1 mistnet user add", "--roles analyst"),
                        line -> assertThat(line).contains("-T police mistnet user add", "--roles investigator"),
                        line -> assertThat(line).contains("-T bank-2 mistnet intel add", "--selector +49 30 901820"),
                        line -> assertThat(line).contains("-T bank-3 mistnet intel add", "--selector +49 30 901820"));
        assertThat(read(folder.resolve("output"))).contains("as analyst", "as investigator");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(file + " cannot be read", e);
        }
    }
}
