package io.mistnet.simulator.cli;

import io.mistnet.connectors.dataset.DataSetFormat;
import io.mistnet.connectors.dataset.DataSetOptions;
import io.mistnet.protocols.propagation.Policy;
import io.mistnet.simulator.evaluation.Evaluation;
import io.mistnet.simulator.evaluation.EvaluationReport;
import io.mistnet.simulator.evaluation.PooledData;
import io.mistnet.simulator.evaluation.ResultsFile;
import io.mistnet.simulator.evaluation.Suspicion;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code mistnet evaluate}. */
@Command(
        name = "evaluate",
        description = {
            "Propagates risk over a data set: each bank alone, all banks in secret shares, all data pooled in the clear.",
            "With labels, tells how well each of the three detects.",
            "A set without initial risks gets them from its labels: a share of the illicit accounts (--known) is known to its bank,",
            "and is left out of the comparison."
        })
final class EvaluateCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--accounts",
            required = true,
            paramLabel = "FILE",
            description = "The accounts; gzip where the name ends in .gz.")
    private Path accounts;

    @Option(
            names = "--transfers",
            required = true,
            paramLabel = "FILE",
            description = "The transfers; gzip where the name ends in .gz.")
    private Path transfers;

    @Option(
            names = "--format",
            defaultValue = "mistnet",
            description = "Whose format: mistnet, amlsim, amlgentex, amlworld or tno.")
    private DataSetFormat format;

    @Option(
            names = "--banks",
            defaultValue = "5",
            description = "Where the set names no banks, or thousands: to how many its accounts are assigned.")
    private int banks;

    @Option(names = "--out", paramLabel = "FILE", description = "Where the results of the private arm go.")
    private @Nullable Path out;

    @Option(
            names = "--known",
            paramLabel = "SHARE",
            defaultValue = "0.5",
            description = "Where the set has no initial risks: the share of illicit accounts that their bank knows.")
    private double known;

    @Option(names = "--seed", defaultValue = "1", description = "Chooses which illicit accounts are known.")
    private long seed;

    @Option(names = "--links", defaultValue = "memory", description = "How parties are joined: memory or tls.")
    private LinkKind links;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Mixin
    private PolicyOptions policyOptions;

    @Override
    public Integer call() throws IOException {
        Policy policy = policyOptions.policy();
        requireFolderOfResults();
        say("reading the data set");
        PooledData data = PooledData.of(format.open(accounts, transfers, new DataSetOptions(banks, Set.of())));
        Suspicion suspicion = Suspicion.of(data, known, seed);
        say("propagating risk between %d banks".formatted(data.banks().size()));
        EvaluationReport report =
                new Evaluation(policy, links.network(data.banks().size())).run(data, suspicion);
        if (out != null) {
            ResultsFile.write(report, out);
        }
        Figures.print(report.figures(), json, spec.commandLine().getOut());
        return 0;
    }

    /** Before hours of work, not after them. */
    private void requireFolderOfResults() throws IOException {
        Path folder = out == null ? null : out.toAbsolutePath().getParent();
        if (folder != null && !Files.isDirectory(folder)) {
            throw new NoSuchFileException(folder.toString());
        }
    }

    private void say(String what) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(what);
        err.flush();
    }
}
