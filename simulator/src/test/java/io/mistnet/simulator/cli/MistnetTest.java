package io.mistnet.simulator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;

class MistnetTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final CommandLine mistnet =
            Mistnet.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));

    @Test
    void versionNamesTheVersionTheJdkAndTheMachine() {
        assertThat(execute("version")).isZero();

        assertThat(out.toString())
                .containsPattern("mistnet +\\d+\\.\\d+\\.\\d+")
                .contains(Runtime.version().toString(), System.getProperty("os.arch"), "SEAL", "kernel");
    }

    @Test
    void versionAsJsonIsOneObject() throws IOException {
        assertThat(execute("version", "--json")).isZero();

        JsonNode version = new ObjectMapper().readTree(out.toString());
        assertThat(version.get("version").asText())
                .isEqualTo(BuildVersion.read())
                .doesNotContain("${");
        assertThat(version.get("cores").asInt()).isEqualTo(Runtime.getRuntime().availableProcessors());
        assertThat(version.get("seal").asText()).startsWith("4.");
        assertThat(version.get("kernel").asText()).isIn("portable", "ifma");
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandExplainsItself(String command) {
        String arguments = (command + " --help").substring("mistnet ".length());

        assertThat(execute(arguments.split(" "))).isZero();
        assertThat(out.toString()).contains("Usage: " + command).contains("--help");
        assertThat(err.toString()).isEmpty();
    }

    static Stream<String> commands() {
        return withSubcommands(Mistnet.commandLine())
                .map(command -> command.getCommandSpec().qualifiedName());
    }

    private static Stream<CommandLine> withSubcommands(CommandLine command) {
        return Stream.concat(
                Stream.of(command), command.getSubcommands().values().stream().flatMap(MistnetTest::withSubcommands));
    }

    @Test
    void withoutACommandTheUsageIsShownAsAnError() {
        assertThat(execute()).isEqualTo(2);
        assertThat(err.toString()).contains("Usage: mistnet", "version", "test [--quick]");
    }

    @Test
    void aFormatWithoutADataSetIsWrongUsage() {
        assertThat(execute("demo", "--format", "amlsim")).isEqualTo(2);
        assertThat(err.toString()).contains("--data");
    }

    @Test
    void aDemonstrationWithTooFewRecordsIsWrongUsageThatSaysHowManyThereMayBe() {
        assertThat(execute("demo", "--records", "5")).isEqualTo(2);
        assertThat(err.toString()).contains("1000 to 1000000 intelligence records, not 5");
    }

    @Test
    void anUnknownCommandIsWrongUsageAndTheNearestIsSuggested() {
        assertThat(execute("versoin")).isEqualTo(2);
        assertThat(err.toString()).contains("mistnet: Unmatched argument", "versoin", "mistnet version", "--help");
    }

    @Test
    void aFailureIsOneLineThatSaysWhy() {
        assertThat(fail(failing(new IllegalArgumentException("accounts.csv line 3:\n  bank 'X' is unknown"))))
                .isEqualTo(1);
        assertThat(err.toString()).isEqualTo("mistnet fail: accounts.csv line 3: bank 'X' is unknown\n");
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        Callable<Integer> reading =
                () -> Files.readString(Path.of("not-there.csv")).length();

        assertThat(fail(reading)).isEqualTo(1);
        assertThat(err.toString()).isEqualTo("mistnet fail: not-there.csv: there is no such file; check the path\n");
    }

    @Test
    void aFailureInsideAnotherThreadIsShownWithItsOwnReason() {
        Callable<Integer> joining = () -> CompletableFuture.<Integer>failedFuture(
                        new UncheckedIOException(new IOException("link to bank2 lost")))
                .get();

        assertThat(fail(joining)).isEqualTo(1);
        assertThat(err.toString()).isEqualTo("mistnet fail: link to bank2 lost\n");
    }

    @Test
    void aFaultOfTheProgramIsCalledOne() {
        assertThat(fail(failing(new IndexOutOfBoundsException("index 3")))).isEqualTo(1);
        assertThat(err.toString())
                .isEqualTo("mistnet fail: unexpected IndexOutOfBoundsException (index 3); --verbose shows where,"
                        + " please report it\n");
    }

    @Test
    void aCommandThatRunsOutOfMemorySaysHowToGiveItMore() {
        Callable<Integer> hungry = () -> {
            throw new OutOfMemoryError("Java heap space");
        };

        assertThat(fail(hungry)).isEqualTo(1);
        assertThat(err.toString())
                .startsWith("mistnet fail: out of memory; give the JVM more, for example MISTNET_JAVA_OPTS=-Xmx8g");
    }

    @Test
    void verboseShowsTheStackTrace() {
        assertThat(fail(failing(new IOException("disk full")), "--verbose")).isEqualTo(1);
        assertThat(err.toString()).startsWith("mistnet fail: disk full\n").contains("at io.mistnet");
    }

    private int execute(String... arguments) {
        return mistnet.setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    private int fail(Callable<Integer> work, String... options) {
        mistnet.addSubcommand(new Fail(work));
        return execute(Stream.concat(Stream.of("fail"), Stream.of(options)).toArray(String[]::new));
    }

    private static Callable<Integer> failing(Exception failure) {
        return () -> {
            throw failure;
        };
    }

    @Command(name = "fail")
    private record Fail(Callable<Integer> work) implements Callable<Integer> {
        @Override
        public Integer call() throws Exception {
            return work.call();
        }
    }
}
