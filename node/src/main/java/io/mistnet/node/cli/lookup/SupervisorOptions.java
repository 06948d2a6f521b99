package io.mistnet.node.cli.lookup;

import io.mistnet.node.authorisation.Authorisation;
import io.mistnet.node.authorisation.AuthorisationRefusedException;
import io.mistnet.node.authorisation.Purpose;
import io.mistnet.node.authorisation.Signature;
import io.mistnet.node.identity.Password;
import io.mistnet.node.identity.SupervisorKey;
import io.mistnet.node.lookup.http.LookupMessages.Approval;
import io.mistnet.node.lookup.http.LookupMessages.Draft;
import io.mistnet.node.lookup.http.LookupMessages.Statement;
import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The second pair of eyes: a supervisor signs what a bulk of evaluations is for, with a key that the node does not have. */
final class SupervisorOptions {

    private static final String PASSWORD_FILE = "supervisor-password";

    @Option(
            names = "--supervisor",
            paramLabel = "FILE",
            description = "The supervisor's key (PKCS#12), for more evaluations than the network's four-eyes limit.")
    private @Nullable Path keyStore;

    @Option(
            names = "--supervisor-password-file",
            paramLabel = "FILE",
            description =
                    "A file with its password. Without one, supervisor-password beside the key; where that is not, it is asked for.")
    private @Nullable Path passwordFile;

    /** The approval of the evaluations, where there is a supervisor's key. */
    @Nullable
    Approval approve(OwnNode node, CaseOptions grounds, Purpose purpose, long evaluations)
            throws IOException, InterruptedException, GeneralSecurityException {
        if (keyStore == null) {
            return null;
        }
        SupervisorKey supervisor = SupervisorKey.read(keyStore, password(keyStore));
        Statement statement = node.ask(
                "approvals",
                new Draft(
                        grounds.caseReference(), grounds.basis(), purpose.name().toLowerCase(Locale.ROOT), evaluations),
                Statement.class);
        Authorisation draft = checked(statement, node, grounds, purpose, evaluations);
        return new Approval(
                statement.statement(), Signature.approving(draft, supervisor).bytes());
    }

    private Password password(Path key) throws IOException {
        Path file = passwordFile == null ? key.resolveSibling(PASSWORD_FILE) : passwordFile;
        Console console = System.console();
        if (passwordFile != null || Files.exists(file) || console == null) {
            return Password.fromFile(file);
        }
        char[] typed = console.readPassword("Password of %s: ", key);
        return Password.of(typed == null ? "" : new String(typed));
    }

    /** A supervisor signs what was asked for, and nothing that the node makes of it. */
    private static Authorisation checked(
            Statement statement, OwnNode node, CaseOptions grounds, Purpose purpose, long evaluations)
            throws IOException {
        try {
            Authorisation draft = Authorisation.read(statement.statement());
            boolean isAsAsked = draft.network().equals(node.network().hash())
                    && draft.institution().equals(node.institution())
                    && draft.caseReference().equals(grounds.caseReference())
                    && draft.legalBasis().equals(grounds.basis())
                    && draft.purpose() == purpose
                    && draft.quota() == evaluations;
            if (isAsAsked) {
                return draft;
            }
        } catch (AuthorisationRefusedException e) {
            throw new IOException("the node sent what is no authorisation to sign: " + e.getMessage(), e);
        }
        throw new IOException("the node wants another authorisation signed than was asked for; nothing was signed");
    }
}
