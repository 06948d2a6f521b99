package io.mistnet.node.console.lookup;

import io.mistnet.node.casework.CaseFile;
import io.mistnet.node.casework.CaseLookup;
import io.mistnet.node.casework.Question;
import io.mistnet.node.casework.UnfitEntryException;
import io.mistnet.node.console.Responder;
import io.mistnet.node.console.Visit;
import io.mistnet.node.console.casework.CaseworkAnswers;
import io.mistnet.node.console.casework.Entered;
import io.mistnet.node.console.casework.Labels;
import io.mistnet.node.lookup.FoundRecord;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCode;
import org.apache.pekko.http.javadsl.model.StatusCodes;

/** What a lookup found, or why there is no answer, or that it is not there yet. */
final class LookupAnswerPage {

    /** How long one poll of a page waits for the end of its lookup. */
    private static final Duration POLL = Duration.ofSeconds(5);

    /** How long the browser waits for an answer before it is shown that it is not there yet. */
    private static final Duration PATIENCE = Duration.ofMillis(1_500);

    private final LookupServices services;
    private final Responder responder;
    private final Labels labels;

    LookupAnswerPage(LookupServices services, Responder responder, Labels labels) {
        this.services = services;
        this.responder = responder;
        this.labels = labels;
    }

    HttpResponse page(Visit visit, long id) {
        return page(visit, id, StatusCodes.OK, "lookup/answer.jte", Entered.NOTHING);
    }

    /** What a waiting page shows, after a while; as soon as the lookup has ended, the way to its page: what was found is read there alone, where the audit log has it. */
    CompletionStage<Supplier<HttpResponse>> outcome(Visit visit, long id) {
        return services.desk()
                .end(id, POLL)
                .thenApply(ended -> () -> required(id).isUnderWay()
                        ? page(visit, id, StatusCodes.OK, "lookup/outcome.jte", Entered.NOTHING)
                        : responder.goTo(visit, "/lookups/" + id));
    }

    /** The way to a lookup that has just begun: as soon as it has ended, or after a little while. */
    CompletionStage<Supplier<HttpResponse>> begun(Visit visit, long id) {
        return services.desk().end(id, PATIENCE).thenApply(ended -> () -> responder.goTo(visit, "/lookups/" + id));
    }

    /** Asks again what failed. */
    CompletionStage<Supplier<HttpResponse>> again(Visit visit, long id) {
        CaseLookup failed = required(id);
        String attempt = visit.form()
                .text("attempt")
                .filter(Question::isAttempt)
                .orElseGet(() -> UUID.randomUUID().toString());
        return begun(visit, services.desk().askAgain(visit.user(), failed, attempt));
    }

    /** Asks a supervisor for what was refused without one. */
    HttpResponse supervisor(Visit visit, long id) {
        try {
            long batch = services.batches()
                    .askSupervisor(visit.user(), required(id), visit.form().text("reason"));
            return responder.goTo(visit, "/lookups/batches/" + batch);
        } catch (UnfitEntryException e) {
            return page(
                    visit,
                    id,
                    StatusCodes.UNPROCESSABLE_CONTENT,
                    "lookup/answer.jte",
                    Entered.of(visit.form(), e.problems()));
        }
    }

    private HttpResponse page(Visit visit, long id, StatusCode status, String template, Entered entered) {
        CaseLookup lookup = required(id);
        List<FoundRecord> records = services.lookups().records(id);
        CaseFile file = services.cases().require(lookup.caseId());
        Map<String, Object> model = new HashMap<>();
        model.put("lookup", lookup);
        model.put("records", records);
        model.put(
                "inTime",
                records.stream().sorted(Comparator.comparing(FoundRecord::date)).toList());
        model.put("others", services.lookups().otherCases(lookup.caseId(), lookup.type(), lookup.selector()));
        model.put("mayWork", file.isOpen() && services.cases().mayWork(visit.user(), file));
        model.put("attempt", UUID.randomUUID().toString());
        model.put("entered", entered);
        model.put("labels", labels);
        return responder.page(visit, status, template, model);
    }

    /** The lookup; one that nobody makes any more is given up. */
    private CaseLookup required(long id) {
        CaseLookup lookup = services.lookups().require(id);
        if (!lookup.isUnderWay()) {
            return lookup;
        }
        services.desk().giveUp(id);
        return services.lookups().require(id);
    }

    /** All lookups, for those who read and do not ask. */
    HttpResponse list(Visit visit) {
        return responder.page(
                visit,
                "lookup/list.jte",
                Map.of("page", services.lookups().all(CaseworkAnswers.page(visit)), "labels", labels));
    }
}
