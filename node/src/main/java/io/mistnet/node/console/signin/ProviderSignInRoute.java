package io.mistnet.node.console.signin;

import io.mistnet.node.access.ReturnPath;
import io.mistnet.node.access.SignInForms;
import io.mistnet.node.access.oidc.ProviderAwayException;
import io.mistnet.node.access.oidc.ProviderSignIn;
import io.mistnet.node.console.Responder;
import io.mistnet.node.console.signin.SignInMeters.End;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCode;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.http.javadsl.server.AllDirectives;
import org.apache.pekko.http.javadsl.server.Route;
import org.apache.pekko.japi.Pair;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The way to the institution's provider, from {@code /sign-in}, and back, at {@code /sign-in/callback}. The way there is a link, no form: browsers hold a form's redirects to the policy of the page. */
public final class ProviderSignInRoute extends AllDirectives {

    private static final Logger LOG = LoggerFactory.getLogger(ProviderSignInRoute.class);
    private static final int MOST_NAMES = 20;

    private final ProviderSignIn provider;
    private final SignInDesk desk;
    private final Responder responder;
    private final Optional<String> contact;
    private final Executor workers;

    /**
     * @param contact whom people ask for access
     * @param workers where the provider is waited for
     */
    public ProviderSignInRoute(
            ProviderSignIn provider, SignInDesk desk, Responder responder, Optional<String> contact, Executor workers) {
        this.provider = provider;
        this.desk = desk;
        this.responder = responder;
        this.contact = contact;
        this.workers = workers;
    }

    public Route route() {
        return pathPrefix(
                "sign-in",
                () -> get(() -> extractRequest(request -> concat(
                        pathEnd(() -> answer(() -> shown(request))),
                        path("provider", () -> answer(() -> limited(request, () -> begun(request)))),
                        path("callback", () -> answer(() -> limited(request, () -> ended(request))))))));
    }

    private Route answer(Supplier<HttpResponse> work) {
        return completeWithFuture(CompletableFuture.supplyAsync(work, workers));
    }

    private HttpResponse limited(HttpRequest request, Supplier<HttpResponse> work) {
        return desk.admits(request)
                ? work.get()
                : page(StatusCodes.TOO_MANY_REQUESTS, "sign-in.limited", ReturnPath.FIRST);
    }

    private HttpResponse shown(HttpRequest request) {
        String next = ReturnPath.of(request.getUri().query().get("next"));
        if (desk.sessions().visitor(request).isPresent()) {
            return responder.seeOther(next);
        }
        return page(StatusCodes.OK, desk.sessions().isClaimed(request) ? "sign-in.ended" : "", next);
    }

    private HttpResponse begun(HttpRequest request) {
        SignInForms.Fresh fresh = desk.forms().fresh(request);
        String next = ReturnPath.of(request.getUri().query().get("next"));
        try {
            URI there = provider.begin(fresh.secret(), next);
            return responder.seeOther(there.toString()).addHeader(fresh.cookie());
        } catch (ProviderAwayException e) {
            return away(e, next);
        }
    }

    private HttpResponse ended(HttpRequest request) {
        ProviderSignIn.Outcome outcome;
        try {
            outcome = provider.end(parameters(request), desk.forms().browser(request));
        } catch (ProviderAwayException e) {
            return away(e, ReturnPath.FIRST);
        }
        if (outcome instanceof ProviderSignIn.SignedIn in) {
            noteUnknown(in.unknown());
            return desk.enter(request, in.user(), in.farewell(), in.next(), responder);
        }
        if (outcome instanceof ProviderSignIn.NoRole none) {
            noteUnknown(none.unknown());
            LOG.info(
                    "a user of the provider has no role here; the claim has {}",
                    none.unknown().stream()
                            .limit(MOST_NAMES)
                            .map(ProviderSignInRoute::plain)
                            .toList());
            desk.refused(Optional.of(none.id()), End.NO_ROLE);
            return responder
                    .page(
                            StatusCodes.FORBIDDEN,
                            Optional.empty(),
                            "",
                            "signin/no-role.jte",
                            Map.of(
                                    "roles",
                                    provider.knownRoles(),
                                    "contact",
                                    contact,
                                    "again",
                                    none.farewell().map(URI::toString).orElse("/sign-in")))
                    .addHeader(desk.forms().clear());
        }
        if (outcome instanceof ProviderSignIn.Refused refused) {
            LOG.warn("a sign-in by the provider was refused: {}", plain(refused.reason()));
            desk.refused(Optional.empty(), End.REFUSED);
            return page(StatusCodes.FORBIDDEN, "sign-in.refused", ReturnPath.FIRST);
        }
        desk.failed(End.OLD_FORM);
        return page(StatusCodes.FORBIDDEN, "sign-in.stale", ReturnPath.FIRST);
    }

    private void noteUnknown(List<String> names) {
        if (!names.isEmpty()) {
            desk.unknownRoles(names.size());
            LOG.debug("{} names in the claim stand for no role here", names.size());
        }
    }

    private HttpResponse away(ProviderAwayException e, String next) {
        LOG.warn("nobody can sign in: the provider is away: {}", e.getMessage());
        desk.failed(End.AWAY);
        return page(StatusCodes.SERVICE_UNAVAILABLE, "sign-in.away", next)
                .addHeader(RawHeader.create("Retry-After", "10"));
    }

    private HttpResponse page(StatusCode status, String problem, String next) {
        Optional<String> text = Optional.of(problem)
                .filter(key -> !key.isEmpty())
                .map(key -> responder.texts().get(key));
        return responder.page(
                status,
                Optional.empty(),
                "",
                "signin/provider.jte",
                Map.of(
                        "way",
                        "/sign-in/provider?next=" + URLEncoder.encode(next, StandardCharsets.UTF_8),
                        "problem",
                        text,
                        "contact",
                        contact));
    }

    private static Map<String, List<String>> parameters(HttpRequest request) {
        return request.getUri().query().toList().stream()
                .collect(Collectors.groupingBy(Pair::first, Collectors.mapping(Pair::second, Collectors.toList())));
    }

    /** What others wrote, as it can go into a log. */
    private static String plain(String text) {
        String printable = text.replaceAll("[^\\p{Alnum} _.,:;()/-]", "?");
        return printable.substring(0, Math.min(printable.length(), 200));
    }
}
