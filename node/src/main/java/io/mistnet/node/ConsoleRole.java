package io.mistnet.node;

import io.micrometer.core.instrument.MeterRegistry;
import io.mistnet.node.access.AccessLog;
import io.mistnet.node.access.RemoteAddress;
import io.mistnet.node.access.roster.RosterWatch;
import io.mistnet.node.api.frame.ApiSection;
import io.mistnet.node.audit.AuditIndex;
import io.mistnet.node.audit.AuditLog;
import io.mistnet.node.config.NodeConfig;
import io.mistnet.node.console.Console;
import io.mistnet.node.console.ConsoleSection;
import io.mistnet.node.console.ConsoleServer;
import io.mistnet.node.console.ConsoleWorkers;
import io.mistnet.node.console.Responder;
import io.mistnet.node.relational.DatabaseSettings;
import io.mistnet.node.relational.RelationalDatabase;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.http.javadsl.server.Directives;
import org.apache.pekko.http.javadsl.server.Route;

/** What an institution has for its people: the database of what they work with, and the console. */
final class ConsoleRole {

    private final NodeConfig config;
    private final AuditLog audit;
    private final MeterRegistry meters;
    private final ConsoleWorkers workers = new ConsoleWorkers();
    private final RelationalDatabase database;
    private final ConsoleEntrance entrance;
    private final AuditIndex auditIndex;
    private final ApiRole api;

    /**
     * Opens the database.
     *
     * @param audit where every access is written
     */
    ConsoleRole(NodeConfig config, AuditLog audit, MeterRegistry meters, InstantSource clock, Resources resources)
            throws IOException {
        this.config = config;
        this.audit = audit;
        this.meters = meters;
        this.database = RelationalDatabase.open(DatabaseSettings.of(config));
        resources.add("the database", database);
        resources.add("the console's threads", workers);
        RosterWatch roster = new RosterWatch(database, config.dataDirectory(), AccessLog.into(audit));
        resources.add("the comparison of accounts and tokens", roster);
        roster.start();
        this.entrance =
                new ConsoleEntrance(config.console(), database, roster.aheadOfSignIns(), meters, clock, resources);
        this.auditIndex = new AuditIndex(database, config.dataDirectory().resolve(AuditLog.FOLDER));
        this.api = new ApiRole(
                database,
                AccessLog.into(audit),
                new RemoteAddress(config.console().behindTlsProxy()),
                clock,
                resources);
    }

    RelationalDatabase database() {
        return database;
    }

    /** Where every access is written. */
    AuditLog audit() {
        return audit;
    }

    /** The audit log's lines in the database: one for pages and operations, since each would fill the same table. */
    AuditIndex auditIndex() {
        return auditIndex;
    }

    /** Where operations block. */
    Executor operationWorkers() {
        return api.workers();
    }

    /** Starts to listen, with the sections and operations that the institution's roles give it. */
    CompletionStage<ConsoleServer> start(
            ActorSystem<?> system, List<Function<Responder, ConsoleSection>> sections, List<ApiSection> operations)
            throws IOException, GeneralSecurityException {
        Route apiRoute = api.route(system, operations);
        Function<Responder, Route> signIn = entrance.routes(system);
        Route route = Console.routes(
                system,
                entrance.protection(),
                responder -> Directives.concat(apiRoute, signIn.apply(responder)),
                sections,
                workers,
                meters);
        return ConsoleServer.start(system, config.console(), route);
    }
}
