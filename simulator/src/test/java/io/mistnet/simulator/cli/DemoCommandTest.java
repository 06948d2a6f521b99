package io.mistnet.simulator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The demonstration as a user starts it: a real Kafka and three banks that also compute, in processes of their own. */
@Tag("slow")
class DemoCommandTest {

    @TempDir
    Path folder;

    @Test
    void banksFlagTogetherWhatPoolingWouldFlagAndNoProcessIsLeft() throws Exception {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine command = Mistnet.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));

        int exit = command.execute(
                "demo", "--banks", "3", "--duration", "10", "--seed", "3", "--json", "--keep", folder.toString());

        assertThat(exit).as(err.toString()).isZero();
        JsonNode summary = new ObjectMapper().readTree(out.toString());
        assertThat(summary.get("flags_differ").asInt()).as(err.toString()).isZero();
        assertThat(summary.get("together").get("found").asInt())
                .isEqualTo(summary.get("pooled").get("found").asInt())
                .isGreaterThan(summary.get("single_bank").get("found").asInt());
        assertThat(summary.get("flags_timed").asInt()).isPositive();
        assertThat(summary.get("latency_p99_s").asDouble()).isPositive();
        assertThat(summary.get("epochs").asInt()).isPositive();
        assertThat(ProcessHandle.current().children()).isEmpty();
        assertThat(Files.readString(folder.resolve("bank-1").resolve("node.log")))
                .as("account numbers in a log")
                .doesNotContainPattern("\\b[A-Z]{2}\\d{2}[A-Z0-9]{11,30}\\b");
    }
}
