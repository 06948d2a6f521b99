package io.mistnet.node.console;

import io.mistnet.node.access.Access;
import io.mistnet.node.access.AccessLog;
import io.mistnet.node.audit.AuditAction;
import io.mistnet.node.audit.AuditOutcome;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.apache.pekko.http.javadsl.model.StatusCode;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.server.AllDirectives;
import org.apache.pekko.http.javadsl.server.Complete;
import org.apache.pekko.http.javadsl.server.Route;
import org.apache.pekko.http.javadsl.server.RouteResult;

/** Holds back what a section answers until it stands in the audit log. Where it cannot be written there, the route fails. */
final class AccessRecording extends AllDirectives {

    private final AccessLog log;
    private final Executor workers;

    /** @param workers where the disk is waited for */
    AccessRecording(AccessLog log, Executor workers) {
        this.log = log;
        this.workers = workers;
    }

    /** The same route, recorded where the section says as what. */
    Route of(ConsoleSection section, Visit visit, Route route) {
        Optional<AuditAction> action = section.action(visit);
        return action.isEmpty()
                ? route
                : mapRouteResultWith(result -> recorded(section, visit, action.get(), result), () -> route);
    }

    private CompletionStage<RouteResult> recorded(
            ConsoleSection section, Visit visit, AuditAction action, RouteResult result) {
        if (!(result instanceof Complete complete)) {
            return CompletableFuture.completedFuture(result);
        }
        Access access = new Access(
                visit.user().id(),
                action,
                section.subject(visit),
                outcome(complete.getResponse().status()));
        return CompletableFuture.supplyAsync(
                () -> {
                    log.write(access);
                    return result;
                },
                workers);
    }

    private static AuditOutcome outcome(StatusCode status) {
        if (status.equals(StatusCodes.FORBIDDEN)) {
            return AuditOutcome.REFUSED;
        }
        return status.isFailure() ? AuditOutcome.FAILED : AuditOutcome.ANSWERED;
    }
}
