package io.mistnet.node.cli;

import io.mistnet.node.config.Address;
import io.mistnet.node.identity.KeyGeneration;
import io.mistnet.node.identity.KeyMaterial;
import io.mistnet.node.network.Institution;
import io.mistnet.node.network.InstitutionText;
import io.mistnet.node.network.Role;
import io.mistnet.node.trial.TrialFolder;
import io.mistnet.node.trial.TrialNetwork;
import io.mistnet.node.trial.TrialPlan;
import io.mistnet.protocols.sharing.Party;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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

    private static final List<String> TRIAL_OPTIONS =
            List.of("--banks", "--separate-compute", "--name", "--base-port", "--bootstrap-servers");

    @Spec
    private CommandSpec spec;

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "The folder to write to.")
    private Path out;

    @Option(names = "--days", defaultValue = "825", description = "Days for which the certificates are valid.")
    private int days;

    @ArgGroup(exclusive = false, heading = "A trial network on this machine:%n")
    private Trial trial = new Trial();

    @ArgGroup(exclusive = false, heading = "One institution of a real network:%n")
    private @Nullable Single single;

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
                names = "--bootstrap-servers",
                defaultValue = "localhost:9092",
                description = "The Kafka of all institutions in the trial.")
        private String bootstrapServers = "localhost:9092";
    }

    private static final class Single {
        @Option(
                names = "--institution",
                paramLabel = "ID",
                required = true,
                description = "Its id in the network file.")
        private String id = "";

        @Option(names = "--full-name", paramLabel = "NAME", description = "Its full name.")
        private @Nullable String fullName;

        @Option(names = "--bic", split = ",", description = "The BICs of its agents, 8 characters each; for a bank.")
        private List<String> bics = List.of();

        @Option(
                names = "--compute",
                paramLabel = "P0|P1|P2",
                description = "Which compute party it is, where it is one.")
        private @Nullable Party party;

        @Option(
                names = "--control",
                paramLabel = "HOST:PORT",
                description = "Where it takes control links; for a compute node.")
        private @Nullable String control;

        @Option(
                names = "--shares",
                paramLabel = "HOST:PORT",
                description = "Where it takes blocks of shares; for a compute node.")
        private @Nullable String shares;
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
            return new TrialPlan(trial.name, trial.banks, trial.separateCompute, trial.basePort);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private int writeOne(TrialFolder folder, KeyGeneration generation, Single one)
            throws IOException, GeneralSecurityException {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        if (one.party != null) {
            roles.add(Role.COMPUTE);
        }
        if (!one.bics.isEmpty()) {
            roles.add(Role.DATA);
        }
        if (roles.isEmpty() || one.party != null && (one.control == null || one.shares == null)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "Give --bic for a bank; --compute with --control and --shares for a compute node; or both");
        }
        if (TRIAL_OPTIONS.stream().anyMatch(spec.commandLine().getParseResult()::hasMatchedOption)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "%s are of a trial network; --institution is of a real one"
                            .formatted(String.join(", ", TRIAL_OPTIONS)));
        }
        if (!Institution.isId(one.id)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--institution: expected up to 40 lower-case letters, digits and hyphens, not " + one.id);
        }
        one.bics.stream().filter(bic -> !Institution.isBic(bic)).findFirst().ifPresent(bic -> {
            throw new ParameterException(
                    spec.commandLine(), "--bic: expected 8 characters such as DEUTDEFF, not " + bic);
        });
        Optional<Address> control = address("--control", one.control);
        Optional<Address> shares = address("--shares", one.shares);
        KeyMaterial keys = generation.generate(one.id);
        folder.writeOne(one.id, keys);
        Institution institution = new Institution(
                one.id,
                one.fullName == null ? one.id : one.fullName,
                one.bics,
                roles,
                Optional.ofNullable(one.party),
                control,
                shares,
                keys.identity().publicKeys());
        spec.commandLine().getOut().println(InstitutionText.of(institution));
        spec.commandLine()
                .getErr()
                .println(
                        "Wrote the private keys and a node.conf to complete to %s. The entry above goes into the network file, under institutions."
                                .formatted(out));
        return ExitCode.OK;
    }

    private Optional<Address> address(String option, @Nullable String text) {
        try {
            return Optional.ofNullable(text).map(Address::parse);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(
                    spec.commandLine(), "%s: expected host:port, not %s".formatted(option, text), e);
        }
    }
}
