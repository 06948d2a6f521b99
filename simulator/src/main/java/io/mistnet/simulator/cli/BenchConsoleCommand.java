package io.mistnet.simulator.cli;

import io.mistnet.simulator.benchmark.console.ConsoleBenchmark;
import io.mistnet.simulator.benchmark.console.ConsoleBenchmarkOptions;
import io.mistnet.simulator.demo.StopRequest;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code mistnet bench console}. */
@Command(
        name = "console",
        description = {
            "Runs a whole network as the demonstration does, and lets people work at the consoles of a bank and of an agency, while epochs go on.",
            "Prints how long their pages took, how long an investigator waits for an answer, how long nodes take to start, and what their metrics cost."
        })
final class BenchConsoleCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--users", defaultValue = "50", description = "People who work at once.")
    private int users;

    @Option(
            names = "--duration",
            defaultValue = "60",
            paramLabel = "SECONDS",
            description = "How long they are measured.")
    private long seconds;

    @Option(
            names = "--warm-up",
            defaultValue = "20",
            paramLabel = "SECONDS",
            description = "How long they work before.")
    private long warmUp;

    @Option(names = "--alerts", defaultValue = "100000", description = "Alerts that the bank's desk has.")
    private int alerts;

    @Option(names = "--records", defaultValue = "100000", description = "Records that the intelligence database has.")
    private int records;

    @Option(names = "--banks", defaultValue = "5", description = "How many banks, of which three compute.")
    private int banks;

    @Option(names = "--seed", defaultValue = "1", description = "What people do is drawn from it.")
    private long seed;

    @Option(names = "--keep", paramLabel = "DIR", description = "Leave the network's files and logs there.")
    private @Nullable Path keep;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        ConsoleBenchmark benchmark = benchmark();
        PrintWriter err = spec.commandLine().getErr();
        Path folder = keep == null ? Files.createTempDirectory("mistnet-bench-") : Files.createDirectories(keep);
        // told to end, it ends the network's processes first
        try (StopRequest stop = new StopRequest()) {
            return measured(benchmark, folder, err, stop);
        }
    }

    private int measured(ConsoleBenchmark benchmark, Path folder, PrintWriter err, StopRequest stop) throws Exception {
        try {
            Map<String, Object> figures = benchmark.run(folder, what -> {
                err.println(what);
                err.flush();
            });
            Figures.print(figures, json, spec.commandLine().getOut());
            return 0;
        } catch (IOException | InterruptedException | RuntimeException e) {
            if (!stop.isMade()) {
                throw e;
            }
            return 1;
        } finally {
            if (keep == null) {
                delete(folder);
            }
        }
    }

    private ConsoleBenchmark benchmark() {
        try {
            return new ConsoleBenchmark(
                    new ConsoleBenchmarkOptions(
                            users,
                            Duration.ofSeconds(seconds),
                            Duration.ofSeconds(warmUp),
                            alerts,
                            records,
                            banks,
                            seed),
                    Mistnet.class.getName());
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
