package io.mistnet.simulator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class SimulateAndEvaluateTest {

    @TempDir
    Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... args) {
        CommandLine mistnet = Mistnet.commandLine();
        mistnet.setOut(new PrintWriter(out, true));
        mistnet.setErr(new PrintWriter(err, true));
        return mistnet.execute(args);
    }

    private JsonNode json() throws IOException {
        return new ObjectMapper().readTree(out.toString());
    }

    private void simulate() {
        assertThat(run(
                        "simulate",
                        "--out",
                        directory.toString(),
                        "--accounts",
                        "1000",
                        "--transfers",
                        "8000",
                        "--illicit",
                        "0.03"))
                .isZero();
        out.getBuffer().setLength(0);
    }

    private String file(String name) {
        return directory.resolve(name).toString();
    }

    @Test
    void whatIsSimulatedCanBeEvaluated() throws IOException {
        simulate();
        int exit = run(
                "evaluate",
                "--accounts",
                file("accounts.csv"),
                "--transfers",
                file("transfers.csv"),
                "--out",
                file("results.csv"),
                "--rule",
                "taint",
                "--floor",
                "150000",
                "--json");
        assertThat(exit).as(err.toString()).isZero();
        assertThat(json().get("accounts").asInt()).isEqualTo(1_000);
        assertThat(json().get("transfers").asInt()).isEqualTo(8_000);
        assertThat(json().get("max_error").asDouble()).isZero();
        assertThat(json().get("private").get("found").asInt())
                .isGreaterThan(json().get("single_bank").get("found").asInt());
        assertThat(json().get("private")).isEqualTo(json().get("pooled"));
        assertThat(Files.readAllLines(Path.of(file("results.csv")))).hasSize(1_001);
    }

    @Test
    void aListOfDeltasSetsTheNumberOfIterations() throws IOException {
        simulate();
        assertThat(run(
                        "evaluate",
                        "--accounts",
                        file("accounts.csv"),
                        "--transfers",
                        file("transfers.csv"),
                        "--delta",
                        "0.5,0.4,0.3",
                        "--external",
                        "0.1",
                        "--json"))
                .as(err.toString())
                .isZero();
        assertThat(json().get("iterations").asInt()).isEqualTo(3);
        assertThat(json().get("max_error").asDouble()).isPositive().isLessThan(1e-6);
    }

    @Test
    void optionsThatContradictEachOtherAreWrongUsage() {
        assertThat(run("evaluate", "--accounts", "a", "--transfers", "t", "--delta", "0.5,0.4", "--iterations", "3"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("--iterations 3, but --delta lists 2");
        assertThat(run("simulate", "--out", file("x"), "--banks", "1")).isEqualTo(2);
        assertThat(err.toString()).contains("banks must be 2 to 50, not 1");
    }

    @Test
    void aFileThatIsNotAsItsFormatDemandsIsNamedWithLineAndColumn() throws IOException {
        simulate();
        Files.writeString(directory.resolve("transfers.csv"), "debtor,creditor,amount\na,b,-5\n");
        assertThat(run("evaluate", "--accounts", file("accounts.csv"), "--transfers", file("transfers.csv")))
                .isEqualTo(1);
        assertThat(err.toString()).contains("transfers.csv, line 2, column amount: expected");
    }

    @Test
    void theBenchmarkPrintsOneJsonObject() throws IOException {
        int exit = run(
                "bench",
                "propagation",
                "--accounts",
                "20000",
                "--transfers",
                "100000",
                "--links",
                "memory",
                "--warm-up",
                "0",
                "--repeat",
                "1",
                "--json");
        assertThat(exit).as(err.toString()).isZero();
        assertThat(json().get("max_error").asDouble()).isLessThan(1e-6);
        assertThat(json().get("us_per_transfer_iteration").asDouble()).isPositive();
        assertThat(json().get("wall_s").asDouble()).isPositive();
        assertThat(json().get("peak_rss_bytes").asLong()).isNotZero();
    }
}
