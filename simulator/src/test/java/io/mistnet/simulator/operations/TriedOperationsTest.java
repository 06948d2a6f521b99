package io.mistnet.simulator.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.mistnet.simulator.network.FreePorts;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The operations guide's scripts, one after the other on the same three nodes, each a process of its own. */
@Tag("slow")
class TriedOperationsTest {

    private static final Path SCRIPTS =
            Path.of("../docs/operations/tried").toAbsolutePath().normalize();
    private static final int PORTS = 17;

    /** The launcher without its build. The first node that ends leaves an archive of parsed classes, with which all others start in little more than half the time. */
    private static final String COMMAND = """
            #!/bin/bash
            options=()
            if [ -s "$MISTNET_ARCHIVE" ]; then
              options=(-XX:SharedArchiveFile="$MISTNET_ARCHIVE" -Xlog:disable -Xlog:all=error:stderr)
            elif [ "$1" = node ] && mkdir "$MISTNET_ARCHIVE.made" 2>/dev/null; then
              options=(-XX:ArchiveClassesAtExit="$MISTNET_ARCHIVE" -Xlog:disable -Xlog:all=error:stderr)
            fi
            exec '%s/bin/java' "${options[@]}" $MISTNET_JAVA_OPTS -cp "$MISTNET_CLASSES" io.mistnet.simulator.cli.Mistnet "$@"
            """;

    private static final long PATIENCE_MINUTES = 5;

    @TempDir
    private static Path folder;

    private static Map<String, String> surroundings = Map.of();
    private static boolean allWell = true;

    @BeforeAll
    static void thisBuildIsTheCommand() throws IOException {
        assumeTrue(
                Files.isExecutable(Path.of("/usr/bin/curl")) && Files.isExecutable(Path.of("/bin/bash")),
                "the scripts need bash and curl");
        Path command = Files.writeString(folder.resolve("mistnet"), COMMAND.formatted(System.getProperty("java.home")));
        assertThat(command.toFile().setExecutable(true)).isTrue();
        surroundings = Map.of(
                "MISTNET", command.toString(),
                "MISTNET_CLASSES", jars(System.getProperty("java.class.path")),
                "MISTNET_ARCHIVE", folder.resolve("classes.jsa").toString(),
                "MISTNET_BASE_PORT", String.valueOf(FreePorts.inARow(PORTS)),
                "MISTNET_KEEP", "yes",
                "JAVA_HOME", System.getProperty("java.home"));
    }

    /** An archive of parsed classes takes jars only. */
    private static String jars(String classPath) {
        List<String> jars = new ArrayList<>();
        for (String entry : classPath.split(File.pathSeparator)) {
            if (Files.isDirectory(Path.of(entry))) {
                String jar = folder.resolve(jars.size() + ".jar").toString();
                int status = ToolProvider.findFirst("jar")
                        .orElseThrow()
                        .run(System.out, System.err, "--create", "--file", jar, "-C", entry, ".");
                assertThat(status).isZero();
                jars.add(jar);
            } else if (entry.endsWith(".jar")) {
                jars.add(entry);
            }
        }
        return String.join(File.pathSeparator, jars);
    }

    @ParameterizedTest
    @ValueSource(strings = {"install", "rotate-certificate", "key-epochs", "backup-restore", "upgrade"})
    void theGuidesScriptDoesWhatTheGuideSays(String script) throws Exception {
        assertThat(allWell).as("what the script before left is whole").isTrue();
        allWell = false;
        run(script);
        allWell = true;
    }

    @AfterAll
    static void nothingRunsOn() throws Exception {
        if (!surroundings.isEmpty()) {
            run("stop");
        }
    }

    private static void run(String script) throws IOException, InterruptedException {
        Path output = folder.resolve(script + ".log");
        ProcessBuilder builder = new ProcessBuilder(List.of(
                        "/bin/bash",
                        SCRIPTS.resolve(script).toString(),
                        folder.resolve("network").toString()))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().putAll(surroundings);
        Process process = builder.start();
        boolean ended = process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES);
        process.destroy();
        assertThat(ended).as("%s ends: %s", script, said(output)).isTrue();
        assertThat(process.exitValue()).as("%s: %s", script, said(output)).isZero();
    }

    /** What a script said, its last line first, which says what went wrong. */
    private static String said(Path output) throws IOException {
        List<String> lines = Files.readAllLines(output);
        return lines.isEmpty()
                ? "nothing"
                : lines.get(lines.size() - 1) + System.lineSeparator() + String.join(System.lineSeparator(), lines);
    }
}
