package io.mistnet.node;

import io.mistnet.node.access.AccessLog;
import io.mistnet.node.access.RemoteAddress;
import io.mistnet.node.api.DomainProblems;
import io.mistnet.node.api.frame.Api;
import io.mistnet.node.api.frame.ApiSection;
import io.mistnet.node.console.ConsoleWorkers;
import io.mistnet.node.relational.RelationalDatabase;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executor;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.http.javadsl.server.Route;

/** What an institution's own tools find at the console's address: the REST API. It has threads of its own, so that tools do not take those of pages. */
final class ApiRole {

    private static final int THREADS = 8;
    private static final int WAITING = 256;

    private final RelationalDatabase database;
    private final AccessLog log;
    private final RemoteAddress addresses;
    private final InstantSource clock;
    private final ConsoleWorkers workers = new ConsoleWorkers("mistnet-api", THREADS, WAITING);

    ApiRole(
            RelationalDatabase database,
            AccessLog log,
            RemoteAddress addresses,
            InstantSource clock,
            Resources resources) {
        this.database = database;
        this.log = log;
        this.addresses = addresses;
        this.clock = clock;
        resources.add("the API's threads", workers);
    }

    /** Where what blocks runs. */
    Executor workers() {
        return workers;
    }

    Route route(ActorSystem<?> system, List<ApiSection> sections) {
        return new Api(database, log, Api.usualLimit(clock), addresses, DomainProblems::of, clock, workers)
                .route(system, sections);
    }
}
