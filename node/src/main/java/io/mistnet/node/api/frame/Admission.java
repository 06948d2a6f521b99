package io.mistnet.node.api.frame;

import io.mistnet.node.access.RateLimit;
import io.mistnet.node.access.RemoteAddress;
import io.mistnet.node.api.token.ApiToken;
import io.mistnet.node.api.token.ApiTokens;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lets requests in: first who sends them, then what they call, then whether they may. Whoever has no token learns nothing, not even which addresses there are. A session of the console does not count: what a browser sends
 * along by itself changes nothing here.
 */
final class Admission {

    private static final Pattern BEARER = Pattern.compile("(?i)Bearer +([!-~]{1,256})");
    private static final String CHALLENGE = "Bearer realm=\"mistnet\"";

    private final OperationTable table;
    private final ApiTokens tokens;
    private final RateLimit<String> limit;
    private final RateLimit<String> strangers;
    private final RemoteAddress addresses;
    private final InstantSource clock;

    /**
     * @param limit how often each token may ask
     * @param strangers how often each address may show what is no good token
     */
    Admission(
            OperationTable table,
            ApiTokens tokens,
            RateLimit<String> limit,
            RateLimit<String> strangers,
            RemoteAddress addresses,
            InstantSource clock) {
        this.table = table;
        this.tokens = tokens;
        this.limit = limit;
        this.strangers = strangers;
        this.addresses = addresses;
        this.clock = clock;
    }

    /** @throws ProblemException where it is not let in */
    void admit(Exchange exchange) {
        Optional<List<String>> segments = exchange.segments();
        Optional<OperationTable.Found> found = segments.flatMap(path -> table.find(exchange.method(), path));
        found.ifPresent(exchange::found);
        if (found.isPresent() && !found.get().operation().audience().needsToken()) {
            return;
        }
        ApiToken token = authenticated(exchange);
        if (!limit.allows(token.name())) {
            throw tooMany("The token %s has sent too many requests.".formatted(token.name()));
        }
        exchange.enteredBy(token);
        requireFound(exchange, segments);
        requireAllowed(exchange, token);
    }

    private ApiToken authenticated(Exchange exchange) {
        Optional<String> header = exchange.header("authorization");
        if (header.isEmpty()) {
            throw unauthenticated("The request has no header Authorization with a token.", CHALLENGE);
        }
        String address = addresses.of(exchange.request());
        if (!strangers.hasLeft(address)) {
            throw tooMany("Too many requests came from your address with a token that is not good.");
        }
        Matcher matcher = BEARER.matcher(header.get().strip());
        Optional<ApiToken> good =
                tokens.find(matcher.matches() ? matcher.group(1) : "").filter(token -> token.isGood(clock.instant()));
        if (good.isEmpty()) {
            strangers.allows(address);
            throw unauthenticated(
                    "The token is unknown, has expired or was revoked.", CHALLENGE + ", error=\"invalid_token\"");
        }
        return good.get();
    }

    private void requireFound(Exchange exchange, Optional<List<String>> segments) {
        if (exchange.found().isPresent()) {
            return;
        }
        String allowed = segments.map(table::allowed).orElse("");
        if (allowed.isEmpty()) {
            throw Problem.of(ProblemKind.NOT_FOUND, "There is nothing at this address.")
                    .asException();
        }
        throw Problem.of(ProblemKind.METHOD_NOT_ALLOWED, "The methods of this address are " + allowed + ".")
                .withHeader("Allow", allowed)
                .asException();
    }

    private static void requireAllowed(Exchange exchange, ApiToken token) {
        exchange.found()
                .flatMap(found -> found.operation().audience().permission())
                .filter(permission -> !token.user().may(permission))
                .ifPresent(permission -> {
                    throw Problem.of(
                                    ProblemKind.FORBIDDEN,
                                    "The roles of the token %s do not give the permission %s."
                                            .formatted(token.name(), EnumIds.of(permission)))
                            .asException();
                });
    }

    private static ProblemException tooMany(String detail) {
        return Problem.of(ProblemKind.TOO_MANY_REQUESTS, detail)
                .withHeader("Retry-After", "1")
                .asException();
    }

    private static ProblemException unauthenticated(String detail, String challenge) {
        return Problem.of(ProblemKind.UNAUTHENTICATED, detail)
                .withHeader("WWW-Authenticate", challenge)
                .asException();
    }
}
