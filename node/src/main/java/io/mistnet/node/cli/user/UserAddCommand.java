package io.mistnet.node.cli.user;

import io.mistnet.node.access.UserRole;
import io.mistnet.node.access.local.NewPassword;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code mistnet user add}. */
@Command(name = "add", description = "Makes an account.", mixinStandardHelpOptions = true)
final class UserAddCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private AccountsOptions node;

    @Mixin
    private NameOption name;

    @Option(names = "--display-name", paramLabel = "TEXT", required = true, description = "How pages call the user.")
    private String displayName;

    @Option(
            names = "--roles",
            paramLabel = "ROLE",
            split = ",",
            required = true,
            converter = RoleConverter.class,
            description = "What the user is: investigator, supervisor, auditor, analyst, operator; several by commas.")
    private List<UserRole> roles = List.of();

    @Mixin
    private NewPasswordOptions password;

    @Override
    public Integer call() throws IOException {
        node.requireUsed();
        NewPassword secret = password.password(name.name());
        return node.with(accounts -> {
            try {
                if (!accounts.add(name.name(), displayName, Set.copyOf(roles), secret)) {
                    throw new IOException("there is an account %s already; remove it first, or choose another name"
                            .formatted(name.name()));
                }
            } catch (IllegalArgumentException e) {
                throw new IOException(e.getMessage(), e);
            }
            spec.commandLine()
                    .getOut()
                    .println("Made the account %s (%s): %s."
                            .formatted(
                                    name.name(),
                                    displayName,
                                    roles.stream().map(UserRole::id).collect(Collectors.joining(", "))));
            return ExitCode.OK;
        });
    }

    /** Reads a role. */
    static final class RoleConverter implements ITypeConverter<UserRole> {

        @Override
        public UserRole convert(String text) {
            return Arrays.stream(UserRole.values())
                    .filter(role -> role.id().equals(text.strip()))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException("expected one of "
                            + Arrays.stream(UserRole.values()).map(UserRole::id).collect(Collectors.joining(", "))));
        }
    }
}
