package io.mistnet.node.console.casework;

import io.mistnet.node.access.Permission;
import io.mistnet.node.casework.NotAllowedException;
import io.mistnet.node.casework.Page;
import io.mistnet.node.casework.StaleException;
import io.mistnet.node.casework.UnknownItemException;
import io.mistnet.node.console.Responder;
import io.mistnet.node.console.Visit;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.server.Directives;
import org.apache.pekko.http.javadsl.server.Route;

/** Answers requests for casework's pages: what the domain refuses becomes a page that says what and why. */
public final class CaseworkAnswers {

    private final Responder responder;

    public CaseworkAnswers(Responder responder) {
        this.responder = responder;
    }

    public Responder responder() {
        return responder;
    }

    /** Answers with what {@code work} makes, on a thread that may wait. */
    public Route answer(Visit visit, Supplier<HttpResponse> work) {
        return responder.answer(() -> guarded(visit, work));
    }

    /** The same for those alone who have a permission. */
    public Route answer(Visit visit, Permission permission, Supplier<HttpResponse> work) {
        return visit.may(permission) ? answer(visit, work) : forbidden(visit);
    }

    /** Answers in two steps, as {@link Responder#answerLater} does. */
    public Route answerLater(Visit visit, Supplier<CompletionStage<Supplier<HttpResponse>>> work) {
        return responder.answerLater(() -> {
            try {
                return work.get().thenApply(made -> () -> guarded(visit, made));
            } catch (RuntimeException e) {
                return CompletableFuture.completedStage(() -> guarded(visit, () -> {
                    throw e;
                }));
            }
        });
    }

    public Route forbidden(Visit visit) {
        return Directives.complete(responder.error(Optional.of(visit.visitor()), StatusCodes.FORBIDDEN));
    }

    /** What {@code work} makes, or the page that says why it cannot. */
    public HttpResponse guarded(Visit visit, Supplier<HttpResponse> work) {
        try {
            return work.get();
        } catch (UnknownItemException e) {
            return responder.error(Optional.of(visit.visitor()), StatusCodes.NOT_FOUND);
        } catch (NotAllowedException e) {
            return responder.page(visit, StatusCodes.FORBIDDEN, "casework/refused.jte", Map.of("reason", e.reason()));
        } catch (StaleException e) {
            return responder.page(
                    visit,
                    StatusCodes.CONFLICT,
                    "casework/stale.jte",
                    Map.of("back", parent(visit.request().getUri().getPathString())));
        }
    }

    /** The page of what an action was about: an action's path is one word longer. */
    private static String parent(String path) {
        return path.substring(0, Math.max(1, path.lastIndexOf('/')));
    }

    /** The number of the page that is asked for. */
    public static int page(Visit visit) {
        return Page.number(visit.query("page")
                .filter(text -> text.matches("[0-9]{1,6}"))
                .map(Integer::parseInt)
                .orElse(1));
    }

    /** A version as a form carries it; 0, which no row has, where it is missing or none. */
    public static long version(Visit visit) {
        return visit.form()
                .text("version")
                .filter(text -> text.matches("[0-9]{1,18}"))
                .map(Long::parseLong)
                .orElse(0L);
    }
}
