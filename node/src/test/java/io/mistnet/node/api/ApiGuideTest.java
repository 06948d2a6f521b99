package io.mistnet.node.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.mistnet.node.access.UserRole;
import io.mistnet.node.alert.RaisedAlerts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ApiGuideTest {

    private static final Path GUIDE = Path.of("../docs/console/api.md");
    private static final Pattern EXAMPLE = Pattern.compile("(?s)```sh\n(.*?)```");

    @TempDir
    private Path folder;

    @Test
    void theExamplesOfTheGuideWork() throws Exception {
        assumeTrue(
                Files.isExecutable(Path.of("/usr/bin/curl")) && Files.isExecutable(Path.of("/bin/bash")),
                "the examples need bash and curl");
        String script = EXAMPLE.matcher(Files.readString(GUIDE))
                .results()
                .map(MatchResult::group)
                .map(block -> block.replaceAll("```(sh)?", ""))
                .collect(Collectors.joining("\n", "set -euo pipefail\n", "\necho all examples ran\n"));
        assertThat(script).contains("/close", "/lookups", "/batches", "/audit/lines");

        try (TestApi api = new TestApi(folder.resolve("api"))) {
            api.raise(RaisedAlerts.flag(RaisedAlerts.ACCOUNT, 1));
            Path output = folder.resolve("output");
            ProcessBuilder bash = new ProcessBuilder("/bin/bash", "-c", script)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            bash.environment().put("MISTNET", api.address("").toString());
            bash.environment().put("TOKEN", api.as(UserRole.values()).token().orElseThrow());
            Process process = bash.start();
            assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();

            String printed = Files.readString(output);
            assertThat(process.exitValue()).as(printed).isZero();
            assertThat(printed)
                    .contains(
                            "all examples ran",
                            "}304\n",
                            "\"disposition\":\"confirmed-mule\"",
                            "\"contact\":\"desk 7\"",
                            "\"intact\":true");
            assertThat(Files.readString(folder.resolve("alert-1.xml"))).contains("<report>");
        }
    }
}
