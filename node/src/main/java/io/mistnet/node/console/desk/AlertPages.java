package io.mistnet.node.console.desk;

import io.mistnet.node.access.Permission;
import io.mistnet.node.access.Person;
import io.mistnet.node.alert.AlertDossier;
import io.mistnet.node.console.Responder;
import io.mistnet.node.console.Visit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCode;
import org.apache.pekko.http.javadsl.model.StatusCodes;

/** The page of one alert. */
final class AlertPages {

    private final Desk desk;
    private final Responder responder;

    AlertPages(Desk desk, Responder responder) {
        this.desk = desk;
        this.responder = responder;
    }

    HttpResponse show(Visit visit, long id) {
        return show(visit, id, Draft.EMPTY, Optional.empty());
    }

    /** The page with what somebody filled in, and why it was not done. */
    HttpResponse refused(Visit visit, long id, Refusal refusal) {
        return show(visit, id, Draft.of(visit.form()), Optional.of(refusal));
    }

    private HttpResponse show(Visit visit, long id, Draft draft, Optional<Refusal> refusal) {
        desk.remember(visit);
        Optional<AlertDossier> dossier = desk.alerts().dossier(id);
        if (dossier.isEmpty()) {
            return responder.error(Optional.of(visit.visitor()), StatusCodes.NOT_FOUND);
        }
        boolean mayWork = visit.may(Permission.WORK_ALERTS);
        List<Person> people = mayWork ? desk.people().all() : List.of();
        boolean mine = dossier.get()
                .alert()
                .assignee()
                .filter(person -> person.id().equals(visit.user().id()))
                .isPresent();
        StatusCode status = refusal.map(Refusal::status).orElse(StatusCodes.OK);
        return responder.page(
                visit,
                status,
                "desk/alert.jte",
                Map.of(
                        "page", new AlertView(dossier.get(), mayWork, mine, people, draft, refusal),
                        "bank", desk.entity(),
                        "words", new Wording(responder.texts(), desk.clock())));
    }
}
