package io.mistnet.node.cli;

import io.mistnet.node.authorisation.Approval;
import io.mistnet.node.authorisation.Authorisation;
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

/**
 * {@code mistnet authorise}: a supervisor approves that a node looks up in bulk. It needs node.conf and the network file, but none of the node's keys: the node adds its own signature when it takes the approval over. So it runs where the supervisor's key is, and
 * neither of the two can do it alone.
 */
@Command(
        name = "authorise",
        description = {
            "A supervisor approves lookups in bulk: what the node looks up by itself, ahead, into the file that node.conf names as approval;",
            "or a request of somebody in the console, whose page takes the file."
        },
        mixinStandardHelpOptions = true)
public final class AuthoriseCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--config", paramLabel = "FILE", required = true, description = "The node's node.conf.")
    private Path config;

    @ArgGroup(multiplicity = "1")
    private What what;

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
            description = "Where to write the approval. Without it, where node.conf expects that for the case.")
    private @Nullable Path out;

    @Option(names = "--yes", description = "Sign a request without asking whether it is the right one.")
    private boolean yes;

    /** What is approved. */
    private static final class What {

        @ArgGroup(exclusive = false)
        private @Nullable AheadOptions ahead;

        @Option(
                names = "--request",
                paramLabel = "FILE",
                description = "A request from the console's page of approvals, as it was saved there.")
        private @Nullable Path request;
    }

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
        if (what.ahead != null) {
            return what.ahead.draft(node, network, lookup, spec);
        }
        if (what.request == null) {
            throw wrong("give --request, or --case and --quota");
        }
        if (out == null) {
            throw wrong("--out: where to write the approval of the request");
        }
        return new RequestToSign(what.request).read(node, network, spec, yes);
    }

    private Path destination(NodeConfig node) {
        return Optional.ofNullable(out)
                .or(() -> Optional.ofNullable(what.ahead).flatMap(ahead -> ahead.expected(node)))
                .orElseThrow(() -> wrong("--out: node.conf names no approval file for this case"));
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
