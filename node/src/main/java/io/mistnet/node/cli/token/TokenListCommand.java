package io.mistnet.node.cli.token;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mistnet.node.access.UserRole;
import io.mistnet.node.api.token.ApiToken;
import io.mistnet.node.api.token.ApiTokens;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code mistnet token list}: which tokens there are, and when each was last used. */
@Command(
        name = "list",
        description = "Lists tokens with their roles, their end and when they were last used.",
        mixinStandardHelpOptions = true)
final class TokenListCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private TokenStore store;

    @Option(names = "--json", description = "Print one JSON array.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        List<ApiToken> tokens = store.open(ApiTokens::all);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            ObjectMapper mapper = new ObjectMapper();
            ArrayNode list = mapper.createArrayNode();
            tokens.forEach(token -> write(token, list.addObject()));
            out.println(mapper.writeValueAsString(list));
        } else {
            Instant now = Clock.systemUTC().instant();
            tokens.forEach(token -> out.println(line(token, now)));
        }
        return ExitCode.OK;
    }

    private static String line(ApiToken token, Instant now) {
        String state = token.revokedAt().isPresent()
                ? "revoked " + token.revokedAt().get()
                : (token.isGood(now) ? "until " : "expired ") + token.expiresAt();
        return "%s  %s  %s  owner %s  last used %s"
                .formatted(
                        token.name(),
                        roles(token),
                        state,
                        token.owner().orElse("none"),
                        token.lastUsedAt().map(Instant::toString).orElse("never"));
    }

    private static void write(ApiToken token, ObjectNode object) {
        object.put("name", token.name()).put("owner", token.owner().orElse(null));
        ArrayNode roles = object.putArray("roles");
        token.roles().stream().sorted().map(UserRole::id).forEach(roles::add);
        object.put("createdAt", token.createdAt().toString())
                .put("expiresAt", token.expiresAt().toString())
                .put("revokedAt", token.revokedAt().map(Instant::toString).orElse(null))
                .put("lastUsedAt", token.lastUsedAt().map(Instant::toString).orElse(null));
    }

    private static String roles(ApiToken token) {
        return token.roles().stream().sorted().map(UserRole::id).collect(Collectors.joining(","));
    }
}
