package io.mistnet.node.cli.user;

import io.mistnet.node.access.local.NewPassword;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code mistnet user passwd}. */
@Command(
        name = "passwd",
        description = "Gives an account a new password. Its sessions end within a minute.",
        mixinStandardHelpOptions = true)
final class UserPasswdCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private AccountsOptions node;

    @Mixin
    private NameOption name;

    @Mixin
    private NewPasswordOptions password;

    @Override
    public Integer call() throws IOException {
        node.requireUsed();
        NewPassword secret = password.password(name.name());
        return node.with(accounts -> {
            if (!accounts.changePassword(name.name(), secret)) {
                throw name.missing();
            }
            spec.commandLine().getOut().println("Gave %s a new password.".formatted(name.name()));
            return ExitCode.OK;
        });
    }
}
