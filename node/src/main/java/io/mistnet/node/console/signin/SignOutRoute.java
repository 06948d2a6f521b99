package io.mistnet.node.console.signin;

import io.mistnet.node.access.Sessions;
import io.mistnet.node.access.Visitor;
import io.mistnet.node.console.CsrfCheck;
import io.mistnet.node.console.Form;
import io.mistnet.node.console.FormReader;
import io.mistnet.node.console.Responder;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.http.javadsl.server.AllDirectives;
import org.apache.pekko.http.javadsl.server.Route;

/**
 * The way out, at {@code /sign-out}: the session ends here, and then at the provider where that offers it. The browser goes there from a page of ours, not by a redirect, which the policy of the page with the form would
 * forbid.
 */
public final class SignOutRoute extends AllDirectives {

    private static final long MOST_BYTES = 8 << 10;

    private final SignInDesk desk;
    private final Responder responder;
    private final FormReader reader;
    private final Executor workers;

    public SignOutRoute(SignInDesk desk, Responder responder, FormReader reader, Executor workers) {
        this.desk = desk;
        this.responder = responder;
        this.reader = reader;
        this.workers = workers;
    }

    public Route route() {
        return concat(
                path(
                        "sign-out",
                        () -> post(() -> extractRequest(request -> completeWithFuture(reader.read(request, MOST_BYTES)
                                .thenApplyAsync(form -> sent(request, form), workers))))),
                path("signed-out", () -> get(() -> complete(page(Optional.empty())))));
    }

    private HttpResponse sent(HttpRequest request, Form form) {
        Optional<Visitor> visitor = desk.sessions().visitor(request);
        if (visitor.isPresent() && !CsrfCheck.passes(request, form, visitor.get())) {
            return responder.error(visitor, StatusCodes.FORBIDDEN);
        }
        boolean claimed = desk.sessions().isClaimed(request);
        Optional<URI> farewell = desk.leave(request).flatMap(Sessions.Ended::farewell);
        HttpResponse response = farewell.isPresent()
                ? page(farewell).addHeader(RawHeader.create("Refresh", "0; url=" + farewell.get()))
                : responder.seeOther("/signed-out");
        // A form of another site comes without the cookie; then there is nothing to take from the browser
        return claimed ? response.addHeader(desk.sessions().clear()) : response;
    }

    private HttpResponse page(Optional<URI> farewell) {
        return responder.page(
                StatusCodes.OK,
                Optional.empty(),
                "",
                "signin/signed-out.jte",
                Map.of("farewell", farewell.map(URI::toString)));
    }
}
