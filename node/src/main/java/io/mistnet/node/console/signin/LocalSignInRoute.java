package io.mistnet.node.console.signin;

import io.mistnet.node.access.ReturnPath;
import io.mistnet.node.access.SignInForms;
import io.mistnet.node.access.local.AccountName;
import io.mistnet.node.access.local.LocalSignIn;
import io.mistnet.node.console.CsrfCheck;
import io.mistnet.node.console.Form;
import io.mistnet.node.console.FormReader;
import io.mistnet.node.console.Responder;
import io.mistnet.node.console.signin.SignInMeters.End;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCode;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.server.AllDirectives;
import org.apache.pekko.http.javadsl.server.Route;

/** The form for name and password, at {@code /sign-in}. */
public final class LocalSignInRoute extends AllDirectives {

    private static final long MOST_BYTES = 8 << 10;

    private final LocalSignIn accounts;
    private final SignInDesk desk;
    private final Responder responder;
    private final FormReader reader;
    private final InstantSource clock;
    private final Executor workers;

    /** @param workers few: each works on a password's hash */
    public LocalSignInRoute(
            LocalSignIn accounts,
            SignInDesk desk,
            Responder responder,
            FormReader reader,
            InstantSource clock,
            Executor workers) {
        this.accounts = accounts;
        this.desk = desk;
        this.responder = responder;
        this.reader = reader;
        this.clock = clock;
        this.workers = workers;
    }

    public Route route() {
        return path(
                "sign-in",
                () -> extractRequest(request -> concat(
                        get(() -> completeWithFuture(CompletableFuture.supplyAsync(() -> shown(request), workers))),
                        post(() -> completeWithFuture(posted(request))))));
    }

    /** Whoever tries too often is refused before anything that they send is read. */
    private CompletionStage<HttpResponse> posted(HttpRequest request) {
        if (!desk.admits(request)) {
            reader.discard(request, MOST_BYTES);
            return CompletableFuture.supplyAsync(() -> limited(request), workers);
        }
        return reader.read(request, MOST_BYTES).thenApplyAsync(form -> sent(request, form), workers);
    }

    private HttpResponse limited(HttpRequest request) {
        return page(
                request,
                StatusCodes.TOO_MANY_REQUESTS,
                "",
                ReturnPath.of(Optional.empty()),
                Optional.of(text("limited")));
    }

    private HttpResponse shown(HttpRequest request) {
        String next = ReturnPath.of(request.getUri().query().get("next"));
        if (desk.sessions().visitor(request).isPresent()) {
            return responder.seeOther(next);
        }
        Optional<String> problem = desk.sessions().isClaimed(request) ? Optional.of(text("ended")) : Optional.empty();
        return page(request, StatusCodes.OK, "", next, problem);
    }

    private HttpResponse sent(HttpRequest request, Form form) {
        String name = form.text("name").orElse("");
        String next = ReturnPath.of(form.text("next"));
        if (!desk.forms().passes(request, form.text(CsrfCheck.FIELD))) {
            desk.failed(End.OLD_FORM);
            return page(request, StatusCodes.FORBIDDEN, name, next, Optional.of(text("old")));
        }
        String password = form.all("password").stream().findFirst().orElse("");
        LocalSignIn.Outcome outcome = accounts.signIn(name, password);
        if (outcome instanceof LocalSignIn.SignedIn right) {
            return desk.enter(request, right.user(), Optional.empty(), next, responder);
        }
        if (outcome instanceof LocalSignIn.Locked locked) {
            desk.refused(locked.account().map(AccountName::text), End.LOCKED);
            return page(
                    request,
                    StatusCodes.TOO_MANY_REQUESTS,
                    name,
                    next,
                    Optional.of(text("locked", minutes(locked.until()))));
        }
        LocalSignIn.Wrong wrong = (LocalSignIn.Wrong) outcome;
        desk.refused(wrong.account().map(AccountName::text), End.WRONG);
        return page(request, StatusCodes.FORBIDDEN, name, next, Optional.of(text("wrong")));
    }

    private HttpResponse page(
            HttpRequest request, StatusCode status, String name, String next, Optional<String> problem) {
        SignInForms.Fresh fresh = desk.forms().fresh(request);
        return responder
                .page(
                        status,
                        Optional.empty(),
                        "",
                        "signin/local.jte",
                        Map.of("token", fresh.token(), "name", name, "next", next, "problem", problem))
                .addHeader(fresh.cookie());
    }

    private String text(String key, Object... arguments) {
        return responder.texts().get("sign-in." + key, arguments);
    }

    /** Until then, in minutes and rounded up. */
    private long minutes(Instant until) {
        return Math.max(
                1, Duration.between(clock.instant(), until).plusSeconds(59).toMinutes());
    }
}
