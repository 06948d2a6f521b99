package io.mistnet.node.cli.lookup;

import io.mistnet.node.config.NodeConfig;
import io.mistnet.node.config.NodeConfigFile;
import io.mistnet.node.network.Institution;
import io.mistnet.node.network.Network;
import io.mistnet.node.network.NetworkFile;
import io.mistnet.node.network.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which node is the institution's own: by its {@code node.conf}, or in a folder that {@code mistnet network init} wrote. */
final class OwnNodeOptions {

    private static final String NODE_FILE = "node.conf";

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @ArgGroup(multiplicity = "1")
    private Where where;

    @Option(
            names = "--as",
            paramLabel = "INSTITUTION",
            description = "With --network: whose node; needed where several agencies' are there.")
    private @Nullable String institution;

    private static final class Where {

        @Option(
                names = "--network",
                paramLabel = "FILE",
                description = "The network file, beside which each institution's folder with its node.conf lies.")
        private @Nullable Path network;

        @Option(names = "--config", paramLabel = "FILE", description = "The node.conf of the institution's own node.")
        private @Nullable Path config;
    }

    /** @throws ParameterException where the options do not say which node */
    OwnNode node() throws IOException {
        Path file = file();
        NodeConfig config = NodeConfigFile.read(file);
        Network network = NetworkFile.read(config.networkFile());
        Institution own = network.find(config.institution())
                .orElseThrow(() -> new IOException(
                        "%s has no institution %s".formatted(config.networkFile(), config.institution())));
        if (network.lookup().isEmpty()) {
            throw new IOException(
                    "%s has no section lookup; this network has no encrypted lookup".formatted(config.networkFile()));
        }
        if (!asks(own)) {
            throw new IOException(
                    "%s is neither an agency nor a bank; only these look up and contribute".formatted(own.id()));
        }
        return new OwnNode(file, config, network);
    }

    private Path file() throws IOException {
        if (where.config != null) {
            if (institution != null) {
                throw new ParameterException(
                        spec.commandLine(), "--as goes with --network; --config says whose node it is");
            }
            return where.config;
        }
        if (where.network == null) {
            throw new ParameterException(spec.commandLine(), "give --network or --config");
        }
        Network network = NetworkFile.read(where.network);
        Path folder = where.network.toAbsolutePath().normalize().getParent();
        return nodeFile(folder == null ? Path.of("") : folder, network);
    }

    private Path nodeFile(Path folder, Network network) {
        if (institution != null) {
            String id = network.find(institution)
                    .map(Institution::id)
                    .orElseThrow(() -> new ParameterException(
                            spec.commandLine(),
                            "--as: the network file has no institution %s; those that ask are %s"
                                    .formatted(
                                            institution,
                                            ids(network.institutions().stream()
                                                    .filter(OwnNodeOptions::asks)
                                                    .toList()))));
            return folder.resolve(id).resolve(NODE_FILE);
        }
        List<Institution> agencies = network.institutions().stream()
                .filter(one -> one.has(Role.AGENCY))
                .filter(one -> Files.exists(folder.resolve(one.id()).resolve(NODE_FILE)))
                .toList();
        if (agencies.size() != 1) {
            throw new ParameterException(
                    spec.commandLine(),
                    agencies.isEmpty()
                            ? "no agency's node.conf lies beside the network file; give --as, or --config"
                            : "%s could ask; say which with --as".formatted(ids(agencies)));
        }
        return folder.resolve(agencies.get(0).id()).resolve(NODE_FILE);
    }

    private static boolean asks(Institution institution) {
        return institution.has(Role.AGENCY) || institution.has(Role.DATA);
    }

    private static String ids(List<Institution> institutions) {
        return String.join(", ", institutions.stream().map(Institution::id).toList());
    }
}
