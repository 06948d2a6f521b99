package io.mistnet.node.cli.token;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code mistnet token revoke}: ends a token. */
@Command(
        name = "revoke",
        description = "Ends a token. A node that runs takes it no more from the next request on.",
        mixinStandardHelpOptions = true)
final class TokenRevokeCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private TokenStore store;

    @Option(names = "--name", paramLabel = "NAME", required = true, description = "Which one.")
    private String name;

    @Override
    public Integer call() throws IOException {
        if (!store.open(tokens -> tokens.revoke(name))) {
            throw new IOException(
                    "there is no token of this name that has not been revoked; mistnet token list shows all");
        }
        spec.commandLine().getOut().println("The token %s is revoked.".formatted(name));
        return ExitCode.OK;
    }
}
