package io.mistnet.node.cli.user;

import io.mistnet.node.access.local.AccountName;
import io.mistnet.node.access.local.NewPassword;
import io.mistnet.node.identity.Password;
import java.io.Console;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a new password comes from: a file, or the terminal. Never an argument, which every user of the machine could read. */
final class NewPasswordOptions {

    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            description =
                    "A file whose first line is the password; nobody but its owner may read it. Without one, it is asked for.")
    private @Nullable Path file;

    NewPassword password(AccountName name) throws IOException {
        try {
            return NewPassword.of(
                    file == null ? typed(name) : Password.fromFile(file).characters(), name);
        } catch (IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static char[] typed(AccountName name) throws IOException {
        Console console = System.console();
        char[] first = console == null ? null : console.readPassword("New password of %s: ", name);
        char[] again = console == null || first == null ? null : console.readPassword("Once more: ");
        if (first == null || again == null) {
            throw new IOException("no terminal to ask for the password: give --password-file");
        }
        if (!Arrays.equals(first, again)) {
            throw new IOException("the two passwords differ; nothing was changed");
        }
        return first;
    }
}
