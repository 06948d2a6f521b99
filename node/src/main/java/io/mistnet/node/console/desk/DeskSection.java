package io.mistnet.node.console.desk;

import io.mistnet.node.access.Permission;
import io.mistnet.node.audit.AuditAction;
import io.mistnet.node.console.ConsoleSection;
import io.mistnet.node.console.Responder;
import io.mistnet.node.console.Visit;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.server.AllDirectives;
import org.apache.pekko.http.javadsl.server.PathMatchers;
import org.apache.pekko.http.javadsl.server.Route;

/**
 * The alert desk: {@code /alerts}, {@code /alerts/ID}, {@code /alerts/accounts/ID}, {@code /alerts/feedback}. Whoever may read alerts sees all of it; only who may work them changes anything.
 */
public final class DeskSection extends AllDirectives implements ConsoleSection {

    private static final Pattern ID = Pattern.compile("[0-9]{1,18}");
    private static final Pattern EXPORT = Pattern.compile("/alerts/([0-9]+/(json|goaml)|feedback/table)");

    private final Responder responder;
    private final QueuePages queue;
    private final AlertPages alerts;
    private final AccountPages accounts;
    private final DeskFiles files;
    private final Map<String, Action> actions;

    private interface Action {

        HttpResponse answer(Visit visit, long id);
    }

    public DeskSection(Desk desk, Responder responder) {
        this.responder = responder;
        this.queue = new QueuePages(desk, responder);
        this.alerts = new AlertPages(desk, responder);
        this.accounts = new AccountPages(desk, responder);
        this.files = new DeskFiles(desk, responder);
        AlertActions work = new AlertActions(desk, responder, alerts);
        this.actions = Map.of(
                "take", work::take,
                "put-back", work::putBack,
                "give", work::give,
                "remark", work::remark,
                "close", work::close,
                "reopen", work::reopen);
    }

    @Override
    public String path() {
        return "alerts";
    }

    @Override
    public Set<Permission> permissions() {
        return Set.of(Permission.READ_ALERTS);
    }

    @Override
    public Optional<AuditAction> action(Visit visit) {
        String path = visit.request().getUri().getPathString();
        if (path.equals("/alerts/search")) {
            return Optional.of(AuditAction.PAGE);
        }
        return EXPORT.matcher(path).matches() ? Optional.of(AuditAction.EXPORT) : ConsoleSection.super.action(visit);
    }

    @Override
    public Route route(Visit visit) {
        return concat(
                pathEndOrSingleSlash(() -> page(() -> queue.show(visit))),
                path("search", () -> post(() -> responder.answer(() -> queue.search(visit)))),
                pathPrefix(
                        "feedback",
                        () -> concat(
                                pathEnd(() -> page(() -> files.feedback(visit))),
                                path("table", () -> page(files::feedbackCsv)))),
                pathPrefix("accounts", () -> withId(id -> account(visit, id))),
                withId(id -> alert(visit, id)));
    }

    private Route account(Visit visit, long id) {
        return concat(
                pathEnd(() -> page(() -> accounts.show(visit, id))),
                path("transfers", () -> page(() -> accounts.transfers(visit, id))),
                path("graph", () -> page(() -> accounts.graph(visit, id))));
    }

    private Route alert(Visit visit, long id) {
        return concat(
                pathEnd(() -> page(() -> alerts.show(visit, id))),
                path("graph", () -> page(() -> files.alertGraph(visit, id))),
                path("json", () -> page(() -> files.alertJson(visit, id))),
                path("goaml", () -> page(() -> files.alertXml(visit, id))),
                path(
                        PathMatchers.segment(),
                        name -> Optional.ofNullable(actions.get(name))
                                .map(action -> concat(post(() -> action(visit, id, action)), toAlert(id)))
                                .orElseGet(this::reject)));
    }

    private Route action(Visit visit, long id, Action action) {
        return visit.may(Permission.WORK_ALERTS)
                ? responder.answer(() -> action.answer(visit, id))
                : complete(responder.error(Optional.of(visit.visitor()), StatusCodes.FORBIDDEN));
    }

    /** Where a form was refused, the page stands at its address: who loads that anew gets the alert. */
    private Route toAlert(long id) {
        return get(() -> complete(responder.seeOther("/alerts/" + id)));
    }

    private Route page(Supplier<HttpResponse> page) {
        return get(() -> responder.answer(page));
    }

    /** A segment that is no number is no page, as a number is that nothing has. */
    private Route withId(Function<Long, Route> route) {
        return pathPrefix(
                PathMatchers.segment(), id -> ID.matcher(id).matches() ? route.apply(Long.parseLong(id)) : reject());
    }
}
