package io.mistnet.node.console.desk;

import io.mistnet.node.alert.AlertAccount;
import io.mistnet.node.console.Responder;
import io.mistnet.node.console.Visit;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCodes;

/** The page of one account, and the transfers around it: these may take a moment to be found, so the page fetches them once it is shown. */
final class AccountPages {

    private final Desk desk;
    private final Responder responder;

    AccountPages(Desk desk, Responder responder) {
        this.desk = desk;
        this.responder = responder;
    }

    HttpResponse show(Visit visit, long id) {
        return withAccount(
                visit,
                id,
                account -> responder.page(
                        visit,
                        "desk/account.jte",
                        Map.of("account", account, "alerts", desk.alerts().alertsOf(account), "words", words())));
    }

    HttpResponse transfers(Visit visit, long id) {
        return withAccount(
                visit,
                id,
                account -> responder.page(
                        visit,
                        visit.wantsFragment() ? "desk/around.jte" : "desk/aroundPage.jte",
                        Map.of(
                                "account",
                                account,
                                "known",
                                desk.transfers().of(account),
                                "bank",
                                desk.entity(),
                                "words",
                                words())));
    }

    HttpResponse graph(Visit visit, long id) {
        return withAccount(
                visit,
                id,
                account -> Downloads.json(new TransferGraph(desk.entity(), words())
                        .bytes(account.number(), desk.transfers().of(account).transfers())));
    }

    private HttpResponse withAccount(Visit visit, long id, Function<AlertAccount, HttpResponse> page) {
        return desk.alerts()
                .account(id)
                .map(page)
                .orElseGet(() -> responder.error(Optional.of(visit.visitor()), StatusCodes.NOT_FOUND));
    }

    private Wording words() {
        return new Wording(responder.texts(), desk.clock());
    }
}
