package io.mistnet.node.console.audit;

import static org.apache.pekko.http.javadsl.server.Directives.complete;
import static org.apache.pekko.http.javadsl.server.Directives.concat;
import static org.apache.pekko.http.javadsl.server.Directives.get;
import static org.apache.pekko.http.javadsl.server.Directives.pathEnd;
import static org.apache.pekko.http.javadsl.server.Directives.post;
import static org.apache.pekko.http.javadsl.server.Directives.withRequestTimeout;

import io.mistnet.node.access.Permission;
import io.mistnet.node.audit.AuditAction;
import io.mistnet.node.console.ConsoleSection;
import io.mistnet.node.console.Responder;
import io.mistnet.node.console.Visit;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.server.Directives;
import org.apache.pekko.http.javadsl.server.Route;

/** The audit log, for those with {@link Permission#READ_AUDIT}. There is nothing to change. */
public final class AuditSection implements ConsoleSection {

    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Responder responder;
    private final AuditPage page;

    public AuditSection(Responder responder, AuditBook book) {
        this.responder = responder;
        this.page = new AuditPage(book, responder);
    }

    @Override
    public String path() {
        return "audit";
    }

    @Override
    public Set<Permission> permissions() {
        return Set.of(Permission.READ_AUDIT);
    }

    @Override
    public Optional<AuditAction> action(Visit visit) {
        return visit.request().getUri().getPathString().endsWith("/export")
                ? Optional.of(AuditAction.EXPORT)
                : ConsoleSection.super.action(visit);
    }

    @Override
    public Route route(Visit visit) {
        return concat(
                get(() -> concat(
                        pathEnd(() -> responder.answer(() -> page.list(visit))),
                        Directives.path("verification", () -> patiently(() -> page.verify(visit))),
                        Directives.path("export", () -> patiently(() -> page.export(visit))))),
                post(() -> complete(responder.error(Optional.of(visit.visitor()), StatusCodes.FORBIDDEN))));
    }

    /** A log of years takes a while to go along. */
    private Route patiently(Supplier<HttpResponse> work) {
        return withRequestTimeout(PATIENCE, () -> responder.answer(work));
    }
}
