package io.mistnet.node.console.desk;

import io.mistnet.node.alert.AlertCounts;
import io.mistnet.node.alert.AlertState;
import io.mistnet.node.alert.QueuePage;
import io.mistnet.node.console.Responder;
import io.mistnet.node.console.Visit;
import java.util.List;
import java.util.Map;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;

/** The queue, whole or only its table. */
final class QueuePages {

    private static final int SIZE = 50;

    private final Desk desk;
    private final Responder responder;

    QueuePages(Desk desk, Responder responder) {
        this.desk = desk;
        this.responder = responder;
    }

    /** The part of the queue that the address asks for. */
    HttpResponse show(Visit visit) {
        return show(visit, QueueForm.ofAddress(visit, desk.clock().instant()));
    }

    /** The part of the queue that the form asks for: by its address where it has one, so that people may keep it. */
    HttpResponse search(Visit visit) {
        QueueForm form = QueueForm.ofForm(visit, desk.clock().instant());
        if (form.isSearch()) {
            return show(visit, form);
        }
        String address = form.address(form.after());
        return visit.wantsFragment()
                ? show(visit, form).addHeader(RawHeader.create("HX-Push-Url", address))
                : responder.seeOther(address);
    }

    private HttpResponse show(Visit visit, QueueForm form) {
        desk.remember(visit);
        QueuePage page = desk.queue().page(form.filter(), form.order(), form.after(), SIZE);
        AlertCounts counts = desk.counter().counts();
        QueueView queue = new QueueView(
                form,
                page.alerts(),
                page.next(),
                form.after().isEmpty(),
                tabs(visit, counts),
                desk.people().all(),
                List.copyOf(counts.rules()));
        return responder.page(
                visit,
                form.isRight() ? StatusCodes.OK : StatusCodes.BAD_REQUEST,
                visit.wantsFragment() ? "desk/rows.jte" : "desk/queue.jte",
                Map.of("queue", queue, "words", new Wording(responder.texts(), desk.clock())));
    }

    private List<QueueView.Tab> tabs(Visit visit, AlertCounts counts) {
        long open = counts.in(AlertState.OPEN);
        long assigned = counts.in(AlertState.ASSIGNED);
        long closed = counts.in(AlertState.CLOSED);
        return List.of(
                new QueueView.Tab("desk.tab.to-do", "/alerts", open + assigned),
                new QueueView.Tab(
                        "desk.tab.mine",
                        "/alerts?assignee=" + QueueForm.ME,
                        desk.counter().workedBy(visit.user().id())),
                new QueueView.Tab("desk.tab.open", "/alerts?state=open", open),
                new QueueView.Tab("desk.tab.assigned", "/alerts?state=assigned", assigned),
                new QueueView.Tab("desk.tab.closed", "/alerts?state=closed&order=newest", closed));
    }
}
