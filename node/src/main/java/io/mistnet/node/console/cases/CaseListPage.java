package io.mistnet.node.console.cases;

import io.mistnet.node.access.Permission;
import io.mistnet.node.casework.CaseEntry;
import io.mistnet.node.casework.CaseFile;
import io.mistnet.node.casework.CaseFilter;
import io.mistnet.node.casework.CaseState;
import io.mistnet.node.casework.Field;
import io.mistnet.node.casework.UnfitEntryException;
import io.mistnet.node.console.Responder;
import io.mistnet.node.console.Visit;
import io.mistnet.node.console.casework.CaseworkAnswers;
import io.mistnet.node.console.casework.Entered;
import io.mistnet.node.console.casework.Labels;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCode;
import org.apache.pekko.http.javadsl.model.StatusCodes;

/** The list of cases, and the form with which one is opened. */
final class CaseListPage {

    private final CaseServices services;
    private final Responder responder;
    private final Labels labels;

    CaseListPage(CaseServices services, CaseworkAnswers answers, Labels labels) {
        this.services = services;
        this.responder = answers.responder();
        this.labels = labels;
    }

    HttpResponse list(Visit visit) {
        if (visit.may(Permission.LOOK_UP)) {
            services.people().meet(visit.user());
        }
        Optional<CaseState> state = visit.query("state").flatMap(CaseListPage::state);
        Optional<String> text = visit.query("text");
        boolean ownOnly = visit.query("own").isPresent();
        int number = CaseworkAnswers.page(visit);
        return responder.page(
                visit,
                "cases/list.jte",
                Map.of(
                        "page", services.list().page(visit.user(), new CaseFilter(state, text, ownOnly), number),
                        "state", state.map(CaseState::name).orElse(""),
                        "text", text.orElse(""),
                        "own", ownOnly,
                        "address", address(state, text, ownOnly)));
    }

    HttpResponse form(Visit visit) {
        return page(
                visit,
                StatusCodes.OK,
                Entered.of(
                        Map.of(Field.RETENTION, String.valueOf(services.cases().usualRetentionDays()))));
    }

    HttpResponse open(Visit visit) {
        try {
            CaseFile file = services.cases().open(visit.user(), entry(visit));
            return responder.goTo(visit, "/cases/" + file.id());
        } catch (UnfitEntryException e) {
            return page(visit, StatusCodes.UNPROCESSABLE_CONTENT, Entered.of(visit.form(), e.problems()));
        }
    }

    static CaseEntry entry(Visit visit) {
        return CaseEntry.of(
                visit.form().text("reference"),
                visit.form().text("title"),
                visit.form().text("basis"),
                visit.form().text("retention"));
    }

    private HttpResponse page(Visit visit, StatusCode status, Entered entered) {
        return responder.page(visit, status, "cases/new.jte", Map.of("entered", entered, "labels", labels));
    }

    private static Optional<CaseState> state(String name) {
        return Arrays.stream(CaseState.values())
                .filter(state -> state.name().equals(name))
                .findFirst();
    }

    private static String address(Optional<CaseState> state, Optional<String> text, boolean ownOnly) {
        return "/cases?state=%s&text=%s%s"
                .formatted(
                        state.map(CaseState::name).orElse(""),
                        URLEncoder.encode(text.orElse(""), StandardCharsets.UTF_8),
                        ownOnly ? "&own=only" : "");
    }
}
