package io.mistnet.node.api.frame;

import io.mistnet.node.access.AccessLog;
import io.mistnet.node.access.RateLimit;
import io.mistnet.node.access.RemoteAddress;
import io.mistnet.node.api.token.ApiTokens;
import io.mistnet.node.relational.RelationalDatabase;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.http.javadsl.server.Route;

/**
 * The REST API: what each of its operations needs.
 *
 * @param database where tokens and keys of requests are
 * @param log where accesses are written
 * @param limit how often each token may ask
 * @param addresses where requests come from
 * @param domain the problems of the domain's own exceptions
 * @param clock the node's
 * @param workers where what blocks runs; refuses where too much waits
 */
public record Api(
        RelationalDatabase database,
        AccessLog log,
        RateLimit<String> limit,
        RemoteAddress addresses,
        Function<Throwable, Optional<Problem>> domain,
        InstantSource clock,
        Executor workers) {

    private static final int BURST = 200;
    private static final Duration INTERVAL = Duration.ofMillis(20);

    /** Each address's requests with what is no good token: a tool whose token has just ended tries on, and a guesser gets nowhere. */
    private static final int WRONG_TOKENS = 40;

    private static final Duration WRONG_TOKEN_INTERVAL = Duration.ofSeconds(1);

    /** How often each token may ask where nobody says otherwise: 200 times at once, and 50 times a second from then on. */
    public static RateLimit<String> usualLimit(InstantSource clock) {
        return new RateLimit<>(BURST, INTERVAL, clock);
    }

    /** All operations as a table. */
    public static OperationTable table(List<ApiSection> sections) {
        return new OperationTable(sections.stream()
                .flatMap(section -> section.operations().stream())
                .toList());
    }

    /** The route of some sections; it rejects what is not below {@code /api}. */
    public Route route(ActorSystem<?> system, List<ApiSection> sections) {
        Failures failures = new Failures(domain);
        return new ApiRoute(
                        new Admission(
                                table(sections),
                                new ApiTokens(database, clock),
                                limit,
                                new RateLimit<>(WRONG_TOKENS, WRONG_TOKEN_INTERVAL, clock),
                                addresses,
                                clock),
                        new RequestReader(system),
                        new OnceOnly(new RequestKeys(database, clock), failures),
                        log,
                        failures,
                        workers)
                .route();
    }
}
