package io.mistnet.node.console.lookup;

import io.mistnet.node.casework.ApprovalRequest;
import io.mistnet.node.casework.Batch;
import io.mistnet.node.casework.BatchFile;
import io.mistnet.node.casework.BatchResult;
import io.mistnet.node.casework.BatchSize;
import io.mistnet.node.casework.BatchState;
import io.mistnet.node.casework.Batches;
import io.mistnet.node.casework.Page;
import io.mistnet.node.casework.UnfitEntryException;
import io.mistnet.node.console.CsvDownload;
import io.mistnet.node.console.Responder;
import io.mistnet.node.console.Visit;
import io.mistnet.node.console.casework.CaseworkAnswers;
import io.mistnet.node.console.casework.Entered;
import io.mistnet.node.console.casework.Labels;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCode;
import org.apache.pekko.http.javadsl.model.StatusCodes;

/** One batch: what is wrong with it and what it costs, how far it is, what was found. */
final class BatchPage {

    private final LookupServices services;
    private final Responder responder;
    private final Labels labels;

    BatchPage(LookupServices services, CaseworkAnswers answers, Labels labels) {
        this.services = services;
        this.responder = answers.responder();
        this.labels = labels;
    }

    HttpResponse page(Visit visit, long id) {
        return page(visit, id, StatusCodes.OK, Entered.NOTHING);
    }

    /** How far it is, for a page that waits; when it has ended, the page is shown anew. */
    HttpResponse progress(Visit visit, long id) {
        Batch batch = services.reading().require(id);
        return batch.state().isUnderWay()
                ? responder.page(
                        visit,
                        "lookup/progress.jte",
                        progressModel(batch, services.reading().size(batch)))
                : responder.goTo(visit, "/lookups/batches/" + id);
    }

    HttpResponse confirm(Visit visit, long id) {
        return changed(
                visit,
                id,
                () -> services.batches()
                        .confirm(
                                visit.user(),
                                id,
                                CaseworkAnswers.version(visit),
                                new Batches.Decision(
                                        visit.form().text("leave-out").isPresent(),
                                        visit.form().text("again").isPresent(),
                                        visit.form().text("reason"))));
    }

    HttpResponse cancel(Visit visit, long id) {
        return changed(visit, id, () -> services.batches().cancel(visit.user(), id, CaseworkAnswers.version(visit)));
    }

    HttpResponse again(Visit visit, long id) {
        return changed(visit, id, () -> services.batches().askAgain(visit.user(), id, CaseworkAnswers.version(visit)));
    }

    HttpResponse supervisor(Visit visit, long id) {
        return changed(
                visit,
                id,
                () -> services.batches()
                        .askSupervisor(
                                visit.user(),
                                id,
                                CaseworkAnswers.version(visit),
                                visit.form().text("reason")));
    }

    /** The answers as a file. That somebody took it stands in the case's history. */
    HttpResponse export(Visit visit, long id) {
        Batch batch = services.reading().require(id);
        if (batch.state() != BatchState.ANSWERED) {
            return responder.error(Optional.of(visit.visitor()), StatusCodes.NOT_FOUND);
        }
        boolean hitsOnly = isHitsOnly(visit);
        services.history().exported(visit.user(), batch.caseId(), id);
        return CsvDownload.of(
                "batch-%d.csv".formatted(id),
                BatchRowsAsText.HEADER,
                0,
                after -> {
                    List<BatchResult> results = services.reading().after(id, hitsOnly, after);
                    int last = results.isEmpty()
                            ? after
                            : results.get(results.size() - 1).line();
                    return new CsvDownload.Chunk<>(
                            results.stream()
                                    .flatMap(result -> BatchRowsAsText.of(result, labels).stream())
                                    .toList(),
                            last);
                },
                responder.workers());
    }

    private HttpResponse changed(Visit visit, long id, Runnable change) {
        try {
            change.run();
            return responder.goTo(visit, "/lookups/batches/" + id);
        } catch (UnfitEntryException e) {
            return page(visit, id, StatusCodes.UNPROCESSABLE_CONTENT, Entered.of(visit.form(), e.problems()));
        }
    }

    private HttpResponse page(Visit visit, long id, StatusCode status, Entered entered) {
        Batch batch = services.reading().require(id);
        boolean hitsOnly = isHitsOnly(visit);
        int number = CaseworkAnswers.page(visit);
        BatchSize size = services.reading().size(batch);
        List<ApprovalRequest> requests = services.approvals().ofBatch(id);
        boolean isAnswered = batch.state() == BatchState.ANSWERED;
        Map<String, Object> model = new HashMap<>(progressModel(batch, size));
        model.put("entered", entered);
        model.put("labels", labels);
        model.put("hitsOnly", hitsOnly);
        model.put("isOwn", batch.by().id().equals(visit.user().id()));
        model.put("fourEyesAbove", services.batches().fourEyesAbove());
        model.put("requests", requests);
        model.put(
                "bad",
                batch.state() == BatchState.PREPARED
                        ? services.reading().badLines(id, number)
                        : new Page<BatchFile.BadLine>(List.of(), 1, false));
        model.put(
                "results",
                isAnswered
                        ? services.reading().results(id, hitsOnly, number)
                        : new Page<BatchResult>(List.of(), 1, false));
        return responder.page(visit, status, "lookup/batch.jte", model);
    }

    private Map<String, Object> progressModel(Batch batch, BatchSize size) {
        return Map.of("batch", batch, "size", size, "done", services.runner().done(batch.id()));
    }

    private static boolean isHitsOnly(Visit visit) {
        return visit.query("hits").isPresent();
    }
}
