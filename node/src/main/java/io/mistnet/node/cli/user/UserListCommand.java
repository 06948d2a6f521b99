package io.mistnet.node.cli.user;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mistnet.node.access.UserRole;
import io.mistnet.node.access.local.LocalAccount;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code mistnet user list}. */
@Command(name = "list", description = "Shows all accounts.", mixinStandardHelpOptions = true)
final class UserListCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private AccountsOptions node;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        return node.with(accounts -> {
            PrintWriter out = spec.commandLine().getOut();
            List<LocalAccount> all = accounts.list();
            if (json) {
                out.println(asJson(all));
            } else {
                out.println("%d account%s".formatted(all.size(), all.size() == 1 ? "" : "s"));
                all.forEach(account -> out.println("%s (%s): %s; password of %s"
                        .formatted(
                                account.name(),
                                account.displayName(),
                                String.join(", ", roles(account).toList()),
                                account.passwordChanged())));
            }
            return ExitCode.OK;
        });
    }

    private static String asJson(List<LocalAccount> all) throws JsonProcessingException {
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode object = mapper.createObjectNode();
        ArrayNode accounts = object.putArray("accounts");
        for (LocalAccount account : all) {
            ArrayNode roles = accounts.addObject()
                    .put("name", account.name().text())
                    .put("display_name", account.displayName())
                    .put("created", account.created().toString())
                    .put("password_changed", account.passwordChanged().toString())
                    .putArray("roles");
            roles(account).forEach(roles::add);
        }
        return mapper.writeValueAsString(object);
    }

    private static Stream<String> roles(LocalAccount account) {
        return account.roles().stream().map(UserRole::id).sorted();
    }
}
