package io.mistnet.node.cli;

import io.mistnet.node.identity.KeyGeneration;
import io.mistnet.node.identity.KeyMaterial;
import io.mistnet.node.identity.SupervisorKey;
import io.mistnet.node.network.Institution;
import io.mistnet.node.network.InstitutionText;
import io.mistnet.node.trial.TrialFolder;
import io.mistnet.node.trial.TrialLookup;
import io.mistnet.node.trial.TrialNetwork;
import io.mistnet.node.trial.TrialPlan;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code mistnet network init}: a whole trial network, or the keys of one institution of a real one. */
@Command(
        name = "init",
        description = {
            "Writes a trial network for this machine: network file, keys, certificates and a node.conf for each institution.",
            "With --institution, writes the keys and a node.conf of one institution of a real network, and prints its entry for the network file."
        },
        mixinStandardHelpOptions = true)
final class NetworkInitCommand implements Callable<Integer> {

    private static final List<String> TRIAL_OPTIONS = List.of(
            "--banks",
            "--separate-compute",
            "--name",
            "--base-port",
            "--hosts",
            "--bootstrap-servers",
            "--lookup",
            "--records",
            "--label-bytes");

    @Spec
    private CommandSpec spec;

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "The folder to write to.")
    private Path out;

    @Option(names = "--days", defaultValue = "825", description = "Days for which the certificates are valid.")
    private int days;

    @ArgGroup(exclusive = false, heading = "A trial network on this machine:%n")
    private Trial trial = new Trial();

    @ArgGroup(exclusive = false, heading = "One institution of a real network:%n")
    private @Nullable InstitutionOptions single;

    private static final class Trial {
        @Option(names = "--banks", defaultValue = "5", description = "How many banks, of which three compute.")
        private int banks = 5;

        @Option(
                names = "--separate-compute",
                description = "Let three institutions compute that are no banks, as production wants it.")
        private boolean separateCompute;

        @Option(names = "--name", defaultValue = "trial", description = "The network's name.")
        private String name = "trial";

        @Option(names = "--base-port", defaultValue = "9400", description = "The first port.")
        private int basePort = 9400;

        @Option(
                names = "--hosts",
                defaultValue = TrialPlan.LOOPBACK,
                description =
                        "By which name or address the institutions reach each other; {institution} stands for each one's id, for networks in containers.")
        private String host = TrialPlan.LOOPBACK;

        @Option(
                names = "--bootstrap-servers",
                defaultValue = "localhost:9092",
                description = "The Kafka of all institutions in the trial.")
        private String bootstrapServers = "localhost:9092";

        @Option(
                names = "--lookup",
                negatable = true,
                defaultValue = "true",
                fallbackValue = "true",
                description = "With the encrypted lookup: two agencies and a host more. It is on unless --no-lookup.")
        private boolean lookup = true;

        @Option(
                names = "--records",
                defaultValue = "100000",
                description = "How many records the encrypted lookup's table takes.")
        private int records = 100_000;

        @Option(
                names = "--label-bytes",
                defaultValue = "64",
                description = "The length of every record's label, 16 to 256.")
        private int labelBytes = 64;
    }

    @Override
    public Integer call() throws IOException, GeneralSecurityException {
        SecureRandom random = new SecureRandom();
        KeyGeneration generation = new KeyGeneration(random, Clock.systemUTC(), Duration.ofDays(days));
        TrialFolder folder = new TrialFolder(out, random);
        return single == null ? writeTrial(folder, generation) : writeOne(folder, generation, single);
    }

    private int writeTrial(TrialFolder folder, KeyGeneration generation) throws IOException, GeneralSecurityException {
        TrialNetwork network = TrialNetwork.generate(plan(), generation);
        folder.write(network, trial.bootstrapServers);
        PrintWriter to = spec.commandLine().getOut();
        to.println("Wrote %s and the keys of %d institutions."
                .formatted(out.resolve(TrialFolder.NETWORK_FILE), network.keys().size()));
        network.keys().keySet().forEach(id -> to.println("  mistnet node --config " + folder.nodeConfig(id)));
        return ExitCode.OK;
    }

    private TrialPlan plan() {
        try {
            Optional<TrialLookup> lookup =
                    trial.lookup ? Optional.of(TrialLookup.plan(trial.records, trial.labelBytes)) : Optional.empty();
            return new TrialPlan(trial.name, trial.banks, trial.separateCompute, trial.basePort, lookup, trial.host);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private int writeOne(TrialFolder folder, KeyGeneration generation, InstitutionOptions one)
            throws IOException, GeneralSecurityException {
        check(one);
        KeyMaterial keys = generation.generate(one.id());
        folder.writeOne(one.id(), keys);
        Optional<SupervisorKey> supervisor = Optional.empty();
        if (one.hasSupervisor()) {
            SupervisorKey key = generation.supervisor(one.id());
            folder.writeSupervisor(key);
            supervisor = Optional.of(key);
        }
        Institution institution = one.with(keys.identity().publicKeys(), supervisor.map(SupervisorKey::publicKey));
        spec.commandLine().getOut().println(InstitutionText.of(institution));
        PrintWriter err = spec.commandLine().getErr();
        err.println(
                "Wrote the private keys and a node.conf to complete to %s. The entry above goes into the network file, under institutions."
                        .formatted(out));
        if (supervisor.isPresent()) {
            err.println(
                    "Give supervisor.p12 and supervisor-password to the supervisor, and keep no copy of them here.");
        }
        return ExitCode.OK;
    }

    private void check(InstitutionOptions one) {
        if (TRIAL_OPTIONS.stream().anyMatch(spec.commandLine().getParseResult()::hasMatchedOption)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "%s are of a trial network; --institution is of a real one"
                            .formatted(String.join(", ", TRIAL_OPTIONS)));
        }
        try {
            one.check();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }
}
