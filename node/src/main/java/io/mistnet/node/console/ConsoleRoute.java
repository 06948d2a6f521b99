package io.mistnet.node.console;

import io.mistnet.node.access.ReturnPath;
import io.mistnet.node.access.Visitor;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.http.javadsl.server.AllDirectives;
import org.apache.pekko.http.javadsl.server.ExceptionHandler;
import org.apache.pekko.http.javadsl.server.PathMatchers;
import org.apache.pekko.http.javadsl.server.RejectionHandler;
import org.apache.pekko.http.javadsl.server.Route;

/**
 * All of the console: assets and sign-in for everybody, the sections for those whom the {@link Protection} lets in and whose roles allow it. What changes something must pass {@link CsrfCheck}. What a section answers, and
 * that somebody was refused, stands in the audit log before it is shown. Every response carries {@link SecurityHeaders}, errors too, and no error page shows what failed inside: the log does.
 */
public final class ConsoleRoute extends AllDirectives {

    private final Protection protection;
    private final Route open;
    private final List<ConsoleSection> sections;
    private final Responder responder;
    private final Assets assets;
    private final FormReader forms;
    private final SecurityHeaders headers;
    private final AccessRecording recording;
    private final Executor workers;

    /** @param open what needs no session: sign-in; rejects other paths */
    public ConsoleRoute(
            Protection protection,
            Route open,
            List<ConsoleSection> sections,
            Responder responder,
            Assets assets,
            FormReader forms,
            Executor workers) {
        this.protection = protection;
        this.open = open;
        this.sections = List.copyOf(sections);
        this.responder = responder;
        this.assets = assets;
        this.forms = forms;
        this.headers = new SecurityHeaders(protection.overTls());
        this.recording = new AccessRecording(protection.log(), workers);
        this.workers = workers;
    }

    public Route route() {
        Route routes = concat(assets.route(), open, extractRequest(this::guarded));
        Route sealed = routes.seal(
                RejectionHandler.newBuilder()
                        .handleNotFound(complete(responder.error(Optional.empty(), StatusCodes.NOT_FOUND)))
                        .build()
                        .withFallback(RejectionHandler.defaultHandler()
                                .mapRejectionResponse(
                                        response -> responder.error(Optional.empty(), response.status()))),
                ExceptionHandler.newBuilder()
                        .matchAny(failure -> complete(responder.error(Optional.empty(), ErrorStatus.of(failure))))
                        .build());
        return mapResponse(headers::on, () -> sealed);
    }

    private Route guarded(HttpRequest request) {
        return onSuccess(
                CompletableFuture.supplyAsync(() -> protection.gate().visitor(request), workers),
                visitor -> visitor.map(who -> inside(request, who)).orElseGet(() -> toSignIn(request)));
    }

    /** Back to the same page after sign-in, or to the one with the form that was sent; in an htmx request, which would put the sign-in into the page, by its own header. */
    private Route toSignIn(HttpRequest request) {
        Optional<String> shown = request.getHeader("HX-Current-URL").map(HttpHeader::value);
        if (request.getHeader("HX-Request").isPresent()) {
            return complete(HttpResponse.create()
                    .withStatus(StatusCodes.UNAUTHORIZED)
                    .addHeader(RawHeader.create("HX-Redirect", signIn(shown.flatMap(ConsoleRoute::pathOf)))));
        }
        Optional<String> page = Visit.isRead(request)
                ? Optional.of(request.getUri().toString())
                : request.getHeader("Referer").map(HttpHeader::value);
        return complete(responder.seeOther(signIn(page.flatMap(ConsoleRoute::pathOf))));
    }

    private static String signIn(Optional<String> next) {
        return "/sign-in?next=" + URLEncoder.encode(ReturnPath.of(next), StandardCharsets.UTF_8);
    }

    private static Optional<String> pathOf(String address) {
        try {
            URI uri = new URI(address);
            return Optional.ofNullable(uri.getRawPath())
                    .map(path -> uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery());
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private Route inside(HttpRequest request, Visitor visitor) {
        return concat(
                pathSingleSlash(() -> complete(first(visitor))),
                concat(
                        reject(),
                        sections.stream()
                                .map(section -> pathPrefix(
                                        PathMatchers.separateOnSlashes(section.path()),
                                        () -> section(section, request, visitor)))
                                .toArray(Route[]::new)),
                complete(responder.error(Optional.of(visitor), StatusCodes.NOT_FOUND)));
    }

    private HttpResponse first(Visitor visitor) {
        return sections.stream()
                .filter(section -> mayEnter(visitor, section))
                .findFirst()
                .map(section -> responder.seeOther("/" + section.path()))
                .orElseGet(() -> responder.error(Optional.of(visitor), StatusCodes.FORBIDDEN));
    }

    private Route section(ConsoleSection section, HttpRequest request, Visitor visitor) {
        if (!protection.limit().allows(visitor.csrfToken())) {
            return complete(responder
                    .error(Optional.of(visitor), StatusCodes.TOO_MANY_REQUESTS)
                    .addHeader(RawHeader.create("Retry-After", "1")));
        }
        Visit visit = new Visit(visitor, request, Form.NONE, section.path());
        if (!mayEnter(visitor, section)) {
            return recorded(section, visit, complete(responder.error(Optional.of(visitor), StatusCodes.FORBIDDEN)));
        }
        if (Visit.isRead(request)) {
            return recorded(section, visit, section.route(visit));
        }
        return onComplete(
                forms.read(request, section.mostBytes()),
                read -> recorded(
                        section,
                        visit,
                        read.isFailure()
                                ? complete(responder.error(
                                        Optional.of(visitor),
                                        ErrorStatus.ofForm(read.failed().get())))
                                : changed(section, new Visit(visitor, request, read.get(), section.path()))));
    }

    private Route changed(ConsoleSection section, Visit visit) {
        return CsrfCheck.passes(visit.request(), visit.form(), visit.visitor())
                ? section.route(visit)
                : complete(responder.error(Optional.of(visit.visitor()), StatusCodes.FORBIDDEN));
    }

    private Route recorded(ConsoleSection section, Visit visit, Route route) {
        return errors(visit.visitor(), recording.of(section, visit, errors(visit.visitor(), route)));
    }

    /** What goes wrong inside is shown with the frame of the visitor's pages. */
    private Route errors(Visitor visitor, Route route) {
        return handleExceptions(
                ExceptionHandler.newBuilder()
                        .matchAny(failure -> complete(responder.error(Optional.of(visitor), ErrorStatus.of(failure))))
                        .build(),
                () -> route);
    }

    private static boolean mayEnter(Visitor visitor, ConsoleSection section) {
        return section.permissions().stream().anyMatch(visitor.user()::may);
    }
}
