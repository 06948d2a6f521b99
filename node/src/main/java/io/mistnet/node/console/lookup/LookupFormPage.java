package io.mistnet.node.console.lookup;

import io.mistnet.node.casework.CaseFile;
import io.mistnet.node.casework.CaseLookup;
import io.mistnet.node.casework.Field;
import io.mistnet.node.casework.Problem;
import io.mistnet.node.casework.Question;
import io.mistnet.node.casework.UnfitEntryException;
import io.mistnet.node.console.Responder;
import io.mistnet.node.console.Visit;
import io.mistnet.node.console.casework.Entered;
import io.mistnet.node.console.casework.Labels;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCode;
import org.apache.pekko.http.javadsl.model.StatusCodes;

/** The form with which one selector is looked up. What is typed is checked here, within the institution, while it is typed. */
final class LookupFormPage {

    private final LookupServices services;
    private final Responder responder;
    private final LookupAnswerPage answer;
    private final Labels labels;
    private final Regions regions;

    LookupFormPage(
            LookupServices services, Responder responder, LookupAnswerPage answer, Labels labels, Regions regions) {
        this.services = services;
        this.responder = responder;
        this.answer = answer;
        this.labels = labels;
        this.regions = regions;
    }

    /** The empty form, for the case that the address names, or in which the visitor looked up last, or their newest. */
    HttpResponse form(Visit visit) {
        List<CaseFile> open = services.cases().openOf(visit.user());
        Optional<CaseFile> chosen = visit.query("case")
                .or(() -> services.lookups().lastCase(visit.user().id()).map(String::valueOf))
                .flatMap(id -> SentForm.byId(open, id))
                .or(() -> open.stream().findFirst());
        return page(visit, StatusCodes.OK, open, chosen, entered(chosen), Optional.empty());
    }

    /** The part of the form that depends on the case. */
    HttpResponse grounds(Visit visit) {
        List<CaseFile> open = services.cases().openOf(visit.user());
        Optional<CaseFile> chosen = visit.query("case").flatMap(id -> SentForm.byId(open, id));
        return responder.page(visit, "lookup/grounds.jte", model(open, chosen, entered(chosen), Optional.empty()));
    }

    /** What is typed, read: nothing of it leaves the institution. */
    HttpResponse check(Visit visit) {
        return responder.page(
                visit,
                "lookup/check.jte",
                Map.of(
                        "typed", Typed.of(visit.form(), regions),
                        "chosen", visit.form().text("type").orElse(""),
                        "labels", labels));
    }

    /** Begins the lookup, and waits for the answer a little; or shows the form again with what is wrong. */
    CompletionStage<Supplier<HttpResponse>> ask(Visit visit) {
        Optional<Long> earlierLookup = services.desk().earlier(visit.user(), attempt(visit));
        if (earlierLookup.isPresent()) {
            return answer.begun(visit, earlierLookup.get());
        }
        try {
            SentForm sent = sent(visit);
            Optional<CaseLookup> earlier = earlier(visit, sent);
            if (!sent.problems().isEmpty() || earlier.isPresent()) {
                return CompletableFuture.completedStage(() -> again(visit, sent, sent.problems(), earlier));
            }
            return begun(visit, sent);
        } catch (UnfitEntryException e) {
            // of a form that was sent twice at once, the other one has opened the new case
            Optional<Long> other = services.desk().earlier(visit.user(), attempt(visit));
            return other.isPresent()
                    ? answer.begun(visit, other.get())
                    : CompletableFuture.completedStage(() -> again(visit, sent(visit), e.problems(), Optional.empty()));
        }
    }

    private CompletionStage<Supplier<HttpResponse>> begun(Visit visit, SentForm sent) {
        CaseFile file =
                sent.chosen().orElseGet(() -> services.cases().open(visit.user(), SentForm.newCase(visit.form())));
        Question question = new Question(
                file.id(),
                visit.form().text("basis"),
                sent.typed().only().orElseThrow(),
                regions.of(visit.form().text("region")),
                attempt(visit));
        return answer.begun(visit, services.desk().ask(visit.user(), question));
    }

    private SentForm sent(Visit visit) {
        return SentForm.of(visit.form(), services.cases().openOf(visit.user()), regions);
    }

    /** The form with what was sent. */
    private HttpResponse again(Visit visit, SentForm sent, Map<Field, Problem> problems, Optional<CaseLookup> earlier) {
        return page(
                visit,
                problems.isEmpty() ? StatusCodes.OK : StatusCodes.UNPROCESSABLE_CONTENT,
                sent.open(),
                sent.chosen(),
                Entered.of(visit.form(), problems),
                earlier);
    }

    /** The answer that the case has already, unless somebody wants to ask again. */
    private Optional<CaseLookup> earlier(Visit visit, SentForm sent) {
        if (visit.form().text("again").isPresent() || sent.chosen().isEmpty()) {
            return Optional.empty();
        }
        long id = sent.chosen().get().id();
        return sent.typed().only().flatMap(selector -> services.lookups().answered(id, selector));
    }

    private static String attempt(Visit visit) {
        return visit.form()
                .text("attempt")
                .filter(Question::isAttempt)
                .orElseGet(() -> UUID.randomUUID().toString());
    }

    private HttpResponse page(
            Visit visit,
            StatusCode status,
            List<CaseFile> open,
            Optional<CaseFile> chosen,
            Entered entered,
            Optional<CaseLookup> earlier) {
        return responder.page(
                visit,
                status,
                visit.wantsFragment() ? "lookup/form.jte" : "lookup/ask.jte",
                model(open, chosen, entered, earlier));
    }

    private Map<String, Object> model(
            List<CaseFile> open, Optional<CaseFile> chosen, Entered entered, Optional<CaseLookup> earlier) {
        return Map.of(
                "cases", open,
                "chosen", chosen,
                "entered", entered,
                "earlier", earlier,
                "attempt", UUID.randomUUID().toString(),
                "regions", regions.all(),
                "labels", labels);
    }

    private Entered entered(Optional<CaseFile> chosen) {
        Map<Field, String> values = new HashMap<>();
        chosen.ifPresent(file -> {
            values.put(Field.BASIS, file.legalBasis());
            services.lookups().region(file.id()).ifPresent(region -> values.put(Field.REGION, region));
        });
        return Entered.of(values);
    }
}
