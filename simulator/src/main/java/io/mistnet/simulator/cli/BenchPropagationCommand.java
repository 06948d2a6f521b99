package io.mistnet.simulator.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.mistnet.protocols.propagation.Policy;
import io.mistnet.protocols.propagation.Policy.Outside;
import io.mistnet.protocols.propagation.Policy.Profile;
import io.mistnet.protocols.propagation.Policy.Rule;
import io.mistnet.simulator.benchmark.PropagationBenchmark;
import io.mistnet.simulator.benchmark.PropagationReport;
import io.mistnet.simulator.benchmark.RandomGraph;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code mistnet bench propagation}. */
@Command(
        name = "propagation",
        description = {
            "Propagates risk over a random graph with heavy-tailed degrees, dealt by 5 banks to three compute parties.",
            "Reports the epoch of the median wall time; wall_s covers dealing, set-up, iterations and opening."
        })
final class BenchPropagationCommand implements Callable<Integer> {

    private static final int BANKS = 5;
    private static final int LARGE = 1_000_000;

    @Spec
    private CommandSpec spec;

    @Option(names = "--accounts", defaultValue = "60000", description = "Number of accounts.")
    private int accounts;

    @Option(
            names = "--transfers",
            defaultValue = "200000",
            description = "Number of transfers, each a pair of its own.")
    private int transfers;

    @Option(names = "--iterations", defaultValue = "2", description = "Number of iterations, 1 to 10.")
    private int iterations;

    @Option(names = "--links", defaultValue = "tls", description = "How parties are joined: memory or tls.")
    private LinkKind links;

    @Option(
            names = "--profile",
            defaultValue = "hardened",
            description = "What is checked of the banks' inputs: standard or hardened.")
    private Profile profile;

    @Option(names = "--warm-up", description = "Epochs before the measured ones; 5, or 0 from a million transfers on.")
    private @Nullable Integer warmUp;

    @Option(names = "--repeat", description = "Measured epochs; 5, or 1 from a million transfers on.")
    private @Nullable Integer repeat;

    @Option(names = "--seed", defaultValue = "1", description = "Chooses the graph.")
    private long seed;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Override
    public Integer call() throws JsonProcessingException {
        PropagationBenchmark benchmark = benchmark();
        PrintWriter err = spec.commandLine().getErr();
        PropagationReport report = benchmark.run(what -> {
            err.println(what);
            err.flush();
        });
        Figures.print(report.figures(), json, spec.commandLine().getOut());
        return 0;
    }

    private PropagationBenchmark benchmark() {
        boolean large = transfers >= LARGE;
        try {
            Policy policy = new Policy(
                    Rule.WEIGHTED,
                    Policy.constant(0.5, iterations),
                    Outside.exclude(),
                    0.5,
                    1,
                    new Policy.Output.Score(),
                    profile);
            return new PropagationBenchmark(
                    new RandomGraph(BANKS, accounts, transfers, seed),
                    policy,
                    links.network(BANKS),
                    warmUp == null ? (large ? 0 : 5) : warmUp,
                    repeat == null ? (large ? 1 : 5) : repeat);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }
}
