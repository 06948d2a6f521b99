package io.mistnet.node.console.lookup;

import io.mistnet.node.casework.BatchFile;
import io.mistnet.node.casework.CaseFile;
import io.mistnet.node.casework.Field;
import io.mistnet.node.casework.Problem;
import io.mistnet.node.casework.UnfitEntryException;
import io.mistnet.node.console.Responder;
import io.mistnet.node.console.Visit;
import io.mistnet.node.console.casework.CaseworkAnswers;
import io.mistnet.node.console.casework.Entered;
import io.mistnet.node.console.casework.Labels;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCode;
import org.apache.pekko.http.javadsl.model.StatusCodes;

/** Where a list of selectors is uploaded, and all lists that were. */
final class BatchUploadPage {

    private final LookupServices services;
    private final Responder responder;
    private final Labels labels;
    private final Regions regions;

    BatchUploadPage(LookupServices services, CaseworkAnswers answers, Labels labels, Regions regions) {
        this.services = services;
        this.responder = answers.responder();
        this.labels = labels;
        this.regions = regions;
    }

    HttpResponse list(Visit visit) {
        return responder.page(
                visit,
                "lookup/batches.jte",
                Map.of("page", services.reading().page(OptionalLong.empty(), CaseworkAnswers.page(visit))));
    }

    HttpResponse form(Visit visit) {
        Entered entered =
                new Entered(visit.query("case").map(id -> Map.of("case", id)).orElse(Map.of()), Map.of());
        return page(visit, StatusCodes.OK, entered);
    }

    HttpResponse upload(Visit visit) {
        try {
            CaseFile file = chosen(visit);
            byte[] bytes = visit.form()
                    .file("file")
                    .orElseThrow(() ->
                            new UnfitEntryException(Map.of(Field.FILE, new Problem(Problem.Kind.MISSING, 0, ""))));
            BatchFile upload = BatchFile.read(bytes, regions.of(visit.form().text("region")));
            long id = services.batches().prepare(visit.user(), file.id(), Optional.of(file.legalBasis()), upload);
            return responder.goTo(visit, "/lookups/batches/" + id);
        } catch (UnfitEntryException e) {
            return page(visit, StatusCodes.UNPROCESSABLE_CONTENT, Entered.of(visit.form(), e.problems()));
        }
    }

    private CaseFile chosen(Visit visit) {
        return visit.form()
                .text("case")
                .flatMap(id -> services.cases().openOf(visit.user()).stream()
                        .filter(file -> String.valueOf(file.id()).equals(id))
                        .findFirst())
                .orElseThrow(
                        () -> new UnfitEntryException(Map.of(Field.CASE, new Problem(Problem.Kind.MISSING, 0, ""))));
    }

    private HttpResponse page(Visit visit, StatusCode status, Entered entered) {
        List<CaseFile> open = services.cases().openOf(visit.user());
        return responder.page(
                visit,
                status,
                "lookup/upload.jte",
                Map.of(
                        "cases", open,
                        "entered", entered,
                        "regions", regions.all(),
                        "fourEyesAbove", services.batches().fourEyesAbove(),
                        "labels", labels));
    }
}
