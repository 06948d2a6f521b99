package io.mistnet.simulator.cli;

import io.mistnet.simulator.benchmark.lookup.LookupBenchmark;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code mistnet bench lookup}. */
@Command(
        name = "lookup",
        description = {
            "Fills the table of an encrypted lookup and asks it: a host in a process of its own, three holders and an asker, TLS between them.",
            "A third of the questions are for records, a third for nothing, a third for nothing in the buckets of a record; every answer is checked."
        })
final class BenchLookupCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--records", defaultValue = "1000000", description = "Records in the table.")
    private int records;

    @Option(names = "--label-bytes", defaultValue = "32", description = "Length of every label, 16 to 256.")
    private int labelBytes;

    @Option(
            names = "--queries",
            defaultValue = "600",
            description = "Answers that are checked at least: the first hundred single, the others in batches.")
    private int queries;

    @Option(names = "--batch", defaultValue = "256", description = "Selectors that are asked at once in a batch.")
    private int batch;

    @Option(
            names = "--kernel",
            description = "What the host's scan runs on: ifma or portable; the fastest if not given.")
    private @Nullable KernelChoice kernel;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        LookupBenchmark benchmark = benchmark();
        PrintWriter err = spec.commandLine().getErr();
        Path folder = Files.createTempDirectory("mistnet-bench-");
        try {
            Map<String, Object> figures = benchmark.run(folder, what -> {
                err.println(what);
                err.flush();
            });
            Figures.print(figures, json, spec.commandLine().getOut());
            return 0;
        } finally {
            delete(folder);
        }
    }

    private LookupBenchmark benchmark() {
        try {
            return new LookupBenchmark(
                    records,
                    labelBytes,
                    queries,
                    batch,
                    Optional.ofNullable(kernel).map(KernelChoice::property),
                    List.of(Mistnet.class.getName(), "bench", BenchLookupHostCommand.NAME));
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
