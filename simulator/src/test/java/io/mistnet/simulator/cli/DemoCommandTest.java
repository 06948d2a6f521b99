package io.mistnet.simulator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
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
    void banksFlagTogetherWhatPoolingWouldFlagAnAgencyFindsWhatOthersReportedAndNoProcessIsLeft() throws Exception {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine command = Mistnet.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));

        Set<ProcessHandle> before = ProcessHandle.current().children().collect(Collectors.toSet());

        int exit = command.execute(
                "demo",
                "--banks",
                "3",
                "--duration",
                "10",
                "--seed",
                "3",
                "--records",
                "1500",
                "--json",
                "--keep",
                folder.toString());

        assertThat(exit).as(err.toString()).isZero();
        JsonNode summary = new ObjectMapper().readTree(out.toString());
        assertThat(summary.get("flags_differ").asInt()).as(err.toString()).isZero();
        assertThat(summary.get("together").get("found").asInt())
                .isEqualTo(summary.get("pooled").get("found").asInt())
                .isGreaterThan(summary.get("single_bank").get("found").asInt());
        assertThat(summary.get("flags_timed").asInt()).isPositive();
        assertThat(summary.get("latency_p99_s").asDouble()).isPositive();
        assertThat(summary.get("epochs").asInt()).isPositive();
        requireLookups(summary.get("lookup"));
        assertThat(ProcessHandle.current().children()).isSubsetOf(before);
        for (String institution : List.of("bank-1", "fiu", "police", "registry")) {
            assertThat(Files.readString(folder.resolve(institution).resolve("node.log")))
                    .as("account and phone numbers in a log")
                    .doesNotContainPattern("\\b[A-Z]{2}\\d{2}[A-Z0-9]{11,30}\\b")
                    .doesNotContainPattern("\\+[1-9]\\d{9,14}\\b");
        }
    }

    private static void requireLookups(JsonNode lookup) {
        assertThat(lookup.get("records").asInt()).isEqualTo(1500);
        assertThat(lookup.get("wrong").asInt()).isZero();
        JsonNode questions = lookup.get("questions");
        assertThat(questions.get("phone").get("records").asInt()).isEqualTo(2);
        assertThat(questions.get("iban").get("hits").asInt()).isEqualTo(1);
        assertThat(questions.get("unknown").get("hits").asInt()).isZero();
        assertThat(questions.get("watch_list").get("hits").asInt()).isEqualTo(50);
        assertThat(questions.get("unknown").get("host_bytes_in").asLong())
                .as("a miss looks like a hit to the host")
                .isEqualTo(questions.get("iban").get("host_bytes_in").asLong())
                .isPositive();
        assertThat(questions.get("unknown").get("host_bytes_out").asLong())
                .isEqualTo(questions.get("iban").get("host_bytes_out").asLong())
                .isPositive();
        assertThat(holdersThatEvaluated(1, questions.get("unknown"))).isGreaterThanOrEqualTo(2);
        assertThat(holdersThatEvaluated(500, questions.get("watch_list"))).isGreaterThanOrEqualTo(2);
    }

    private static int holdersThatEvaluated(int selectors, JsonNode question) {
        List<Integer> evaluations = new ArrayList<>();
        question.get("holder_evaluations").forEach(of -> evaluations.add(of.asInt()));
        return Collections.frequency(evaluations, selectors);
    }
}
