package io.mistnet.node.cli.user;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code mistnet user remove}. */
@Command(
        name = "remove",
        description = "Takes an account away. What its user did stays; their sessions end within a minute.",
        mixinStandardHelpOptions = true)
final class UserRemoveCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private AccountsOptions node;

    @Mixin
    private NameOption name;

    @Override
    public Integer call() throws IOException {
        return node.with(accounts -> {
            if (!accounts.remove(name.name())) {
                throw name.missing();
            }
            spec.commandLine().getOut().println("Removed the account %s.".formatted(name.name()));
            return ExitCode.OK;
        });
    }
}
