package io.mistnet.node.console.desk;

import io.mistnet.node.access.Person;
import io.mistnet.node.alert.Disposition;
import io.mistnet.node.alert.InvalidRemarkException;
import io.mistnet.node.alert.NoSuchAlertException;
import io.mistnet.node.alert.RefusedChangeException;
import io.mistnet.node.alert.Remark;
import io.mistnet.node.console.Responder;
import io.mistnet.node.console.Visit;
import java.util.Locale;
import java.util.Optional;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCodes;

/** What the forms on an alert's page do. Afterwards the browser is sent to the page; where something was not done, the page says why, and keeps what was filled in. */
final class AlertActions {

    private final Desk desk;
    private final Responder responder;
    private final AlertPages pages;

    AlertActions(Desk desk, Responder responder, AlertPages pages) {
        this.desk = desk;
        this.responder = responder;
        this.pages = pages;
    }

    HttpResponse take(Visit visit, long id) {
        return change(visit, id, (seen, by) -> desk.work().assign(id, seen, by, by));
    }

    HttpResponse putBack(Visit visit, long id) {
        return change(visit, id, (seen, by) -> desk.work().putBack(id, seen, by));
    }

    HttpResponse give(Visit visit, long id) {
        Optional<Person> to = visit.form().text("to").filter(Desk::mayBeId).flatMap(desk.people()::find);
        return to.isEmpty()
                ? pages.refused(visit, id, Refusal.of("to", "desk.problem.to"))
                : change(visit, id, (seen, by) -> desk.work().assign(id, seen, by, to.get()));
    }

    HttpResponse remark(Visit visit, long id) {
        return withRemark(
                visit,
                id,
                "remark",
                remark -> remark.isEmpty()
                        ? pages.refused(visit, id, Refusal.of("remark", "desk.problem.remark.empty"))
                        : change(visit, id, (seen, by) -> desk.work().remark(id, seen, by, remark.get())));
    }

    HttpResponse close(Visit visit, long id) {
        Optional<Disposition> disposition = visit.form().text("disposition").flatMap(Disposition::of);
        return disposition.isEmpty()
                ? pages.refused(visit, id, Refusal.of("disposition", "desk.problem.disposition"))
                : withRemark(
                        visit,
                        id,
                        "closing",
                        remark -> change(
                                visit, id, (seen, by) -> desk.work().close(id, seen, by, disposition.get(), remark)));
    }

    HttpResponse reopen(Visit visit, long id) {
        return withRemark(
                visit,
                id,
                "closing",
                remark -> change(visit, id, (seen, by) -> desk.work().reopen(id, seen, by, remark)));
    }

    private interface WithRemark {

        HttpResponse answer(Optional<Remark> remark);
    }

    private HttpResponse withRemark(Visit visit, long id, String field, WithRemark next) {
        try {
            return next.answer(visit.form().text(field).map(Remark::new));
        } catch (InvalidRemarkException e) {
            String reason = e.reason().name().toLowerCase(Locale.ROOT).replace('_', '-');
            return pages.refused(visit, id, Refusal.of(field, "desk.problem.remark." + reason));
        }
    }

    private interface Change {

        void make(long seen, Person by);
    }

    private HttpResponse change(Visit visit, long id, Change change) {
        Optional<Long> seen = visit.form().text("version").flatMap(AlertActions::version);
        if (seen.isEmpty()) {
            return pages.refused(visit, id, Refusal.of("", "desk.problem.version"));
        }
        try {
            change.make(seen.get(), Desk.person(visit));
            return responder.seeOther("/alerts/" + id);
        } catch (NoSuchAlertException e) {
            return responder.error(Optional.of(visit.visitor()), StatusCodes.NOT_FOUND);
        } catch (RefusedChangeException e) {
            String reason = e.reason().name().toLowerCase(Locale.ROOT).replace('_', '-');
            return pages.refused(visit, id, Refusal.conflict("desk.conflict." + reason, e.changes()));
        }
    }

    private static Optional<Long> version(String text) {
        return text.matches("[0-9]{1,18}") ? Optional.of(Long.parseLong(text)) : Optional.empty();
    }
}
