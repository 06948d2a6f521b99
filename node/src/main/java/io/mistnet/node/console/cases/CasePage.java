package io.mistnet.node.console.cases;

import io.mistnet.node.casework.CaseEntry;
import io.mistnet.node.casework.CaseFile;
import io.mistnet.node.casework.CaseTeam;
import io.mistnet.node.casework.Field;
import io.mistnet.node.casework.StaleException;
import io.mistnet.node.casework.UnfitEntryException;
import io.mistnet.node.console.Responder;
import io.mistnet.node.console.Visit;
import io.mistnet.node.console.casework.CaseworkAnswers;
import io.mistnet.node.console.casework.Entered;
import io.mistnet.node.console.casework.Labels;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCode;
import org.apache.pekko.http.javadsl.model.StatusCodes;

/** One case: what is known of it, and what those who work on it change. */
final class CasePage {

    private final CaseServices services;
    private final Responder responder;
    private final Labels labels;

    CasePage(CaseServices services, CaseworkAnswers answers, Labels labels) {
        this.services = services;
        this.responder = answers.responder();
        this.labels = labels;
    }

    HttpResponse page(Visit visit, long id) {
        return page(visit, id, StatusCodes.OK, Entered.NOTHING);
    }

    /** What happened in it, page by page. */
    HttpResponse history(Visit visit, long id) {
        CaseFile file = services.cases().require(id);
        return responder.page(
                visit,
                "cases/history.jte",
                Map.of("file", file, "page", services.history().page(id, CaseworkAnswers.page(visit))));
    }

    HttpResponse edit(Visit visit, long id) {
        CaseFile file = services.cases().require(id);
        return edit(visit, StatusCodes.OK, file, file.version(), entered(file), Optional.empty());
    }

    /** Changes it; where somebody else did meanwhile, both are shown, and what was entered is kept. */
    HttpResponse change(Visit visit, long id) {
        long version = CaseworkAnswers.version(visit);
        try {
            CaseFile file = services.cases().require(id);
            CaseEntry entry = CaseEntry.of(
                    Optional.of(file.reference()),
                    visit.form().text("title"),
                    visit.form().text("basis"),
                    visit.form().text("retention"));
            services.cases().change(visit.user(), id, version, entry);
            return responder.goTo(visit, "/cases/" + id);
        } catch (UnfitEntryException e) {
            CaseFile file = services.cases().require(id);
            return edit(
                    visit,
                    StatusCodes.UNPROCESSABLE_CONTENT,
                    file,
                    version,
                    Entered.of(visit.form(), e.problems()),
                    Optional.empty());
        } catch (StaleException e) {
            CaseFile now = services.cases().require(id);
            return edit(
                    visit,
                    StatusCodes.CONFLICT,
                    now,
                    now.version(),
                    Entered.of(visit.form(), Map.of()),
                    Optional.of(now));
        }
    }

    HttpResponse note(Visit visit, long id) {
        return changed(
                visit,
                id,
                () -> services.history().note(visit.user(), id, visit.form().text("note")));
    }

    HttpResponse add(Visit visit, long id) {
        return changed(
                visit,
                id,
                () -> services.team().add(visit.user(), id, visit.form().text("member")));
    }

    HttpResponse remove(Visit visit, long id) {
        return changed(
                visit,
                id,
                () -> services.team().remove(visit.user(), id, visit.form().text("member")));
    }

    HttpResponse handOver(Visit visit, long id) {
        return changed(
                visit,
                id,
                () -> services.team()
                        .handOver(
                                visit.user(),
                                id,
                                CaseworkAnswers.version(visit),
                                visit.form().text("member")));
    }

    HttpResponse keepFor(Visit visit, long id) {
        return changed(
                visit,
                id,
                () -> services.cases()
                        .keepFor(
                                visit.user(),
                                id,
                                CaseworkAnswers.version(visit),
                                visit.form().text("retention")));
    }

    HttpResponse close(Visit visit, long id) {
        return changed(visit, id, () -> services.cases().close(visit.user(), id, CaseworkAnswers.version(visit)));
    }

    HttpResponse reopen(Visit visit, long id) {
        return changed(visit, id, () -> services.cases().reopen(visit.user(), id, CaseworkAnswers.version(visit)));
    }

    private HttpResponse changed(Visit visit, long id, Runnable change) {
        try {
            change.run();
            return responder.goTo(visit, "/cases/" + id);
        } catch (UnfitEntryException e) {
            return page(visit, id, StatusCodes.UNPROCESSABLE_CONTENT, Entered.of(visit.form(), e.problems()));
        }
    }

    private HttpResponse page(Visit visit, long id, StatusCode status, Entered entered) {
        CaseFile file = services.cases().require(id);
        boolean hitsOnly = visit.query("hits").isPresent();
        Map<String, Object> model = new HashMap<>();
        model.put("file", file);
        model.put("members", services.team().members(id));
        model.put("people", services.people().all());
        model.put("lookups", services.lookups().ofCase(id, hitsOnly, CaseworkAnswers.page(visit)));
        model.put("hitsOnly", hitsOnly);
        model.put("batches", services.batches().page(OptionalLong.of(id), 1));
        model.put("events", services.history().page(id, 1));
        model.put("mayWork", services.cases().mayWork(visit.user(), file));
        model.put("mayKeepFor", services.cases().mayKeepFor(visit.user(), file));
        model.put("leastRetentionDays", services.cases().leastRetentionDays());
        model.put("maySayWho", CaseTeam.mayChange(visit.user(), file));
        model.put("entered", entered);
        model.put("labels", labels);
        return responder.page(visit, status, "cases/case.jte", model);
    }

    private HttpResponse edit(
            Visit visit,
            StatusCode status,
            CaseFile file,
            long version,
            Entered entered,
            Optional<CaseFile> meanwhile) {
        return responder.page(
                visit,
                status,
                "cases/edit.jte",
                Map.of(
                        "file", file,
                        "version", version,
                        "entered", entered,
                        "meanwhile", meanwhile,
                        "labels", labels));
    }

    private static Entered entered(CaseFile file) {
        return Entered.of(Map.of(
                Field.TITLE, file.title(),
                Field.BASIS, file.legalBasis(),
                Field.RETENTION, String.valueOf(file.retentionDays())));
    }
}
