package io.mistnet.node.console.cases;

import static org.apache.pekko.http.javadsl.server.Directives.concat;
import static org.apache.pekko.http.javadsl.server.Directives.get;
import static org.apache.pekko.http.javadsl.server.Directives.pathEnd;
import static org.apache.pekko.http.javadsl.server.Directives.pathPrefix;
import static org.apache.pekko.http.javadsl.server.Directives.post;
import static org.apache.pekko.http.javadsl.server.PathMatchers.longSegment;

import io.mistnet.node.access.Permission;
import io.mistnet.node.console.ConsoleSection;
import io.mistnet.node.console.Responder;
import io.mistnet.node.console.Visit;
import io.mistnet.node.console.casework.CaseworkAnswers;
import io.mistnet.node.console.casework.Labels;
import java.util.Set;
import org.apache.pekko.http.javadsl.server.Directives;
import org.apache.pekko.http.javadsl.server.Route;

/** Cases. Whoever has {@link Permission#READ_CASES} reads all of them; those who work on a case change it. */
public final class CaseSection implements ConsoleSection {

    private final CaseworkAnswers answers;
    private final CaseListPage list;
    private final CasePage page;
    private final CaseGraphPage graph;

    public CaseSection(Responder responder, CaseServices services, Labels labels) {
        answers = new CaseworkAnswers(responder);
        list = new CaseListPage(services, answers, labels);
        page = new CasePage(services, answers, labels);
        graph = new CaseGraphPage(services, answers, labels);
    }

    @Override
    public String path() {
        return "cases";
    }

    @Override
    public Set<Permission> permissions() {
        return Set.of(Permission.READ_CASES);
    }

    @Override
    public Route route(Visit visit) {
        return concat(get(() -> reads(visit)), post(() -> changes(visit)));
    }

    private Route reads(Visit visit) {
        return concat(
                pathEnd(() -> answers.answer(visit, () -> list.list(visit))),
                Directives.path("new", () -> answers.answer(visit, Permission.LOOK_UP, () -> list.form(visit))),
                pathPrefix(
                        longSegment(),
                        id -> concat(
                                pathEnd(() -> answers.answer(visit, () -> page.page(visit, id))),
                                Directives.path(
                                        "edit",
                                        () -> answers.answer(visit, Permission.LOOK_UP, () -> page.edit(visit, id))),
                                Directives.path("history", () -> answers.answer(visit, () -> page.history(visit, id))),
                                Directives.path("graph", () -> answers.answer(visit, () -> graph.page(visit, id))),
                                Directives.path("graph.json", () -> answers.answer(visit, () -> graph.json(id))))));
    }

    private Route changes(Visit visit) {
        if (!visit.may(Permission.LOOK_UP) && !visit.may(Permission.APPROVE)) {
            return answers.forbidden(visit);
        }
        return concat(
                pathEnd(() -> answers.answer(visit, Permission.LOOK_UP, () -> list.open(visit))),
                pathPrefix(
                        longSegment(),
                        id -> concat(
                                Directives.path("edit", () -> answers.answer(visit, () -> page.change(visit, id))),
                                Directives.path("note", () -> answers.answer(visit, () -> page.note(visit, id))),
                                Directives.path("add", () -> answers.answer(visit, () -> page.add(visit, id))),
                                Directives.path("remove", () -> answers.answer(visit, () -> page.remove(visit, id))),
                                Directives.path("owner", () -> answers.answer(visit, () -> page.handOver(visit, id))),
                                Directives.path(
                                        "retention", () -> answers.answer(visit, () -> page.keepFor(visit, id))),
                                Directives.path("close", () -> answers.answer(visit, () -> page.close(visit, id))),
                                Directives.path("reopen", () -> answers.answer(visit, () -> page.reopen(visit, id))))));
    }
}
