package io.mistnet.node.cli;

import io.mistnet.node.config.Problem;
import io.mistnet.node.network.Institution;
import io.mistnet.node.network.Network;
import io.mistnet.node.network.NetworkFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code mistnet network check}: names all that is wrong with a network file. */
@Command(
        name = "check",
        description = "Checks a network file and says what is wrong with it.",
        mixinStandardHelpOptions = true)
final class NetworkCheckCommand implements Callable<Integer> {

    private static final Duration RARE = Duration.ofHours(1);

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "The network file.")
    private Path file;

    @Override
    public Integer call() throws IOException {
        NetworkFile read = NetworkFile.inspect(file);
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        read.problems().forEach(problem -> (problem.isError() ? err : out).println(problem));
        if (read.network().isEmpty()) {
            long errors = read.problems().stream().filter(Problem::isError).count();
            err.println("%s: %d to be mended".formatted(file, errors));
            return ExitCode.SOFTWARE;
        }
        Network network = read.network().get();
        if (network.timing().releaseEvery().compareTo(RARE) < 0) {
            out.println(
                    "%s: warning: epochs.release-every: %s is for trials; a bank that enters false data learns more from its flags the more often it opens them. Agree on %s or more"
                            .formatted(file, network.timing().releaseEvery(), RARE));
        }
        out.println("%s: network %s, %d banks, computed by %s"
                .formatted(
                        file,
                        network.name(),
                        network.banks().size(),
                        network.computeNodes().stream().map(Institution::id).collect(Collectors.joining(", "))));
        out.println("SHA-256 " + network.hash() + " (must be the same at all institutions)");
        return ExitCode.OK;
    }
}
