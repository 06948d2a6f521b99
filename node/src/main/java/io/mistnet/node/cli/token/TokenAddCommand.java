package io.mistnet.node.cli.token;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.mistnet.node.access.UserRole;
import io.mistnet.node.api.token.ApiTokens;
import java.io.IOException;
import java.io.PrintWriter;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code mistnet token add}: makes a token, and prints its text, once. */
@Command(
        name = "add",
        description = "Makes a token, and prints it. It is shown this once: the node keeps its hash alone.",
        mixinStandardHelpOptions = true)
final class TokenAddCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private TokenStore store;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            required = true,
            description = "What it is for, such as case-system. The audit log names it token:NAME.")
    private String name;

    @Option(
            names = "--owner",
            paramLabel = "ID",
            description =
                    "The person who answers for it, by the id that the audit log names: an account's name, or the provider's subject. They cannot approve what it asks for; without an owner it can ask for nothing that takes a supervisor.")
    private Optional<String> owner = Optional.empty();

    @Option(
            names = "--roles",
            paramLabel = "ROLE",
            required = true,
            split = ",",
            description = "What it may do, as roles of users: investigator, supervisor, auditor, analyst, operator.")
    private List<String> roles;

    @Option(
            names = "--expires",
            paramLabel = "YYYY-MM-DD",
            required = true,
            description = "The first day, in UTC, on which it is no longer taken; two years away at most.")
    private LocalDate expires;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        Set<UserRole> wanted = wanted();
        Instant end = expires.atStartOfDay(ZoneOffset.UTC).toInstant();
        String text = store.open(tokens -> add(tokens, wanted, end));
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            ObjectMapper mapper = new ObjectMapper();
            out.println(mapper.writeValueAsString(mapper.createObjectNode()
                    .put("name", name)
                    .put("expiresAt", end.toString())
                    .put("token", text)));
        } else {
            out.println(text);
            spec.commandLine()
                    .getErr()
                    .println("The token %s is good until %s. It is not shown again.".formatted(name, end));
        }
        return ExitCode.OK;
    }

    private String add(ApiTokens tokens, Set<UserRole> wanted, Instant end) {
        try {
            return tokens.add(name, owner, wanted, end, new SecureRandom());
        } catch (IllegalArgumentException e) {
            throw wrong("--" + e.getMessage());
        }
    }

    private Set<UserRole> wanted() {
        Set<UserRole> wanted = EnumSet.noneOf(UserRole.class);
        for (String id : roles) {
            wanted.add(Arrays.stream(UserRole.values())
                    .filter(role -> role.id().equals(id))
                    .findFirst()
                    .orElseThrow(() -> wrong("--roles: expected some of %s"
                            .formatted(Arrays.stream(UserRole.values())
                                    .map(UserRole::id)
                                    .collect(Collectors.joining(", "))))));
        }
        return wanted;
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
