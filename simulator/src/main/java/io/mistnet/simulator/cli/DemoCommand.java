package io.mistnet.simulator.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.mistnet.connectors.dataset.DataSetFormat;
import io.mistnet.simulator.demo.DemoOptions;
import io.mistnet.simulator.demo.Demonstration;
import io.mistnet.simulator.demo.Summary;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code mistnet demo}. */
@Command(
        name = "demo",
        description = {
            "Runs a whole network on this machine, each institution in a process of its own, with a real Kafka.",
            "Replays transfers with mule chains across banks, shows the flags arrive, and compares what the banks find alone, together, and with all data pooled.",
            "Meanwhile banks and agencies load intelligence records into an encrypted database, and one of them asks it; what the others see of that is shown beside the answers."
        })
final class DemoCommand implements Callable<Integer> {

    private static final String RUNNING = "";

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--duration",
            defaultValue = "60",
            paramLabel = "SECONDS",
            description = "How long transfers are replayed.")
    private long seconds;

    @Option(names = "--banks", defaultValue = "5", description = "How many banks, of which three compute.")
    private int banks;

    @Option(names = "--seed", defaultValue = "1", description = "What the built-in scenario is made from.")
    private long seed;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "A data set to replay instead of the built-in scenario.")
    private @Nullable Path data;

    @Option(
            names = "--format",
            description = "That data set's format: mistnet (the default), amlsim, amlgentex, amlworld or tno.")
    private @Nullable DataSetFormat format;

    @Option(
            names = "--records",
            defaultValue = "100000",
            paramLabel = "N",
            description = "How many made-up records the intelligence database gets.")
    private int records;

    @Option(names = "--no-lookup", description = "Leave out the agencies, the intelligence database and the lookups.")
    private boolean withoutLookup;

    @Option(
            names = "--keep",
            arity = "0..1",
            fallbackValue = RUNNING,
            paramLabel = "DIR",
            description = {
                "Leave the network running at the end, until Ctrl-C, and print where people sign in.",
                "With a folder: end, and leave the network's files and logs in it."
            })
    private @Nullable Path keep;

    @Option(
            names = "--json",
            description = "Print what it came to as one JSON object; all else goes to standard error.")
    private boolean json;

    @Override
    public Integer call() throws IOException, GeneralSecurityException, InterruptedException {
        if (format != null && data == null) {
            throw new ParameterException(spec.commandLine(), "--format is of a data set; give its folder with --data");
        }
        DemoOptions options;
        boolean stay = keep != null && keep.equals(Path.of(RUNNING));
        try {
            options = new DemoOptions(
                    Duration.ofSeconds(seconds),
                    banks,
                    seed,
                    data,
                    format == null ? DataSetFormat.MISTNET : format,
                    withoutLookup ? 0 : records,
                    stay,
                    stay ? null : keep);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
        PrintWriter out = spec.commandLine().getOut();
        new Demonstration(
                        options,
                        Mistnet.class.getName(),
                        json ? spec.commandLine().getErr() : out)
                .run(summary -> print(summary, out));
        return 0;
    }

    private void print(Summary summary, PrintWriter out) {
        try {
            if (json) {
                Figures.print(summary.figures(), true, out);
            } else {
                out.println(summary.text());
            }
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
        out.flush();
    }
}
