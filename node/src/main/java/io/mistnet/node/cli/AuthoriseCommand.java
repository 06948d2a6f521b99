package io.mistnet.node.cli;

import io.mistnet.node.authorisation.Approval;
import io.mistnet.node.authorisation.Authorisation;
import io.mistnet.node.authorisation.AuthorisationTerms;
import io.mistnet.node.authorisation.Grounds;
import io.mistnet.node.authorisation.Purpose;
import io.mistnet.node.config.NodeConfig;
import io.mistnet.node.config.NodeConfigFile;
import io.mistnet.node.identity.Password;
import io.mistnet.node.identity.PrivateFile;
import io.mistnet.node.identity.SupervisorKey;
import io.mistnet.node.network.LookupTerms;
import io.mistnet.node.network.Network;
import io.mistnet.node.network.NetworkFile;
import java.io.Console;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * {@code mistnet authorise}: a supervisor approves that a node looks up in bulk. It needs node.conf and the network file, but none of the node's keys: the node adds its own signature when it takes the approval over. So it runs where the supervisor's key is, and
 * neither of the two can do it alone.
 */
@Command(
        name = "authorise",
        description = "A supervisor approves lookups in bulk: writes the file that node.conf names as approval.",
        mixinStandardHelpOptions = true)
public final class AuthoriseCommand implements Callable<Integer> {

    /** Holders refuse what is valid for longer than the network's limit, by their own clocks. */
    private static final long MOST_DAYS = AuthorisationTerms.LONGEST_VALIDITY.toDays() - 1;

    @Spec
    private CommandSpec spec;

    @Option(names = "--config", paramLabel = "FILE", required = true, description = "The node's node.conf.")
    private Path config;

    @Option(
            names = "--case",
            paramLabel = "REFERENCE",
            required = true,
            description = "The case, as node.conf has it, such as payee-checks.")
    private String caseReference;

    @Option(
            names = "--basis",
            paramLabel = "TEXT",
            description = "The legal basis. Where node.conf has one for the case, it must be that, and is if left out.")
    private @Nullable String basis;

    @Option(names = "--quota", paramLabel = "N", required = true, description = "How many evaluations at each holder.")
    private long quota;

    @Option(names = "--days", paramLabel = "D", defaultValue = "7", description = "For how many days, 1 to 29.")
    private long days;

    @Option(
            names = "--supervisor",
            paramLabel = "FILE",
            required = true,
            description = "The supervisor's key, supervisor.p12.")
    private Path supervisor;

    @Option(
            names = "--supervisor-password-file",
            paramLabel = "FILE",
            description = "A file with its password; without one, it is asked for.")
    private @Nullable Path passwordFile;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Where to write the approval, if not where node.conf expects it.")
    private @Nullable Path out;

    @Override
    public Integer call() throws IOException, GeneralSecurityException {
        NodeConfig node = NodeConfigFile.read(config);
        Network network = NetworkFile.read(node.networkFile());
        Authorisation draft = draft(node, network);
        Path to = destination(node);
        SupervisorKey key = SupervisorKey.read(supervisor, password());
        requireListed(key, network, node.institution());
        PrivateFile.replace(to, Approval.of(draft, key).text().getBytes(StandardCharsets.US_ASCII));
        spec.commandLine()
                .getOut()
                .println("Approved: %s may have %d selectors evaluated in the case %s (%s) until %s. Written to %s."
                        .formatted(
                                draft.institution(),
                                draft.quota(),
                                draft.caseReference(),
                                draft.legalBasis(),
                                draft.expires(),
                                to));
        return ExitCode.OK;
    }

    private Authorisation draft(NodeConfig node, Network network) throws IOException {
        LookupTerms lookup = network.lookup()
                .orElseThrow(() -> new IOException(
                        "%s has no encrypted lookup; there is nothing to approve".formatted(node.networkFile())));
        if (days < 1 || days > MOST_DAYS) {
            throw wrong("--days: expected 1 to %d".formatted(MOST_DAYS));
        }
        if (quota <= lookup.fourEyesAbove()) {
            throw wrong("--quota: up to %d evaluations need no approval".formatted(lookup.fourEyesAbove()));
        }
        Instant expires = Clock.systemUTC().instant().plus(Duration.ofDays(days));
        Grounds grounds = new Grounds(caseReference, basis(node), Purpose.ASK);
        try {
            return Authorisation.draft(network.hash(), node.institution(), grounds, expires, quota, new SecureRandom());
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private String basis(NodeConfig node) {
        Optional<String> configured = standing(node).flatMap(NodeConfig.Standing::legalBasis);
        String given = basis;
        if (given == null) {
            return configured.orElseThrow(() -> wrong("--basis: node.conf has none for this case"));
        }
        if (configured.isPresent() && !configured.get().equals(given)) {
            throw wrong("--basis: node.conf has another one for this case, so the node could not use the approval");
        }
        return given;
    }

    private Path destination(NodeConfig node) {
        return Optional.ofNullable(out)
                .or(() -> standing(node).flatMap(NodeConfig.Standing::approval))
                .orElseThrow(() -> wrong("--out: node.conf names no approval file for this case"));
    }

    private Optional<NodeConfig.Standing> standing(NodeConfig node) {
        return Stream.of(node.lookup().payees().standing(), node.lookup().watch())
                .filter(standing -> standing.caseReference().equals(caseReference))
                .findFirst();
    }

    private Password password() throws IOException {
        if (passwordFile != null) {
            return Password.fromFile(passwordFile);
        }
        Console console = System.console();
        char[] typed = console == null ? null : console.readPassword("Password of %s: ", supervisor);
        if (typed == null) {
            throw new IOException("no terminal to ask for the supervisor's password: give --supervisor-password-file");
        }
        return Password.of(new String(typed));
    }

    private static void requireListed(SupervisorKey key, Network network, String institution) throws IOException {
        if (!network.institution(institution).supervisor().equals(Optional.of(key.publicKey()))) {
            throw new IOException(
                    "the network file does not list this key as supervisor-key of %s".formatted(institution));
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
