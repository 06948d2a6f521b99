package io.mistnet.node.api;

import static io.mistnet.node.access.Permission.READ_ALERTS;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mistnet.node.alert.AccountTransfers;
import io.mistnet.node.alert.AlertAccount;
import io.mistnet.node.alert.AlertDossier;
import io.mistnet.node.alert.AlertPeople;
import io.mistnet.node.alert.AlertQueue;
import io.mistnet.node.alert.AlertRepository;
import io.mistnet.node.alert.FeedbackLog;
import io.mistnet.node.alert.export.DossierJson;
import io.mistnet.node.alert.export.GoamlReport;
import io.mistnet.node.api.frame.Answer;
import io.mistnet.node.api.frame.ApiSection;
import io.mistnet.node.api.frame.Audience;
import io.mistnet.node.api.frame.Call;
import io.mistnet.node.api.frame.Cursor;
import io.mistnet.node.api.frame.EnumIds;
import io.mistnet.node.api.frame.Json;
import io.mistnet.node.api.frame.Operation;
import io.mistnet.node.api.frame.Paging;
import io.mistnet.node.api.frame.Problem;
import io.mistnet.node.api.frame.ProblemKind;
import io.mistnet.node.audit.AuditAction;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.MediaTypes;

/** A bank's alerts, to be read. */
public final class AlertOperations implements ApiSection {

    private static final Audience READERS = Audience.of(READ_ALERTS);
    private static final String FEEDBACK = "feedback";

    private final AlertQueue queue;
    private final AlertRepository alerts;
    private final AccountTransfers transfers;
    private final AlertPeople people;
    private final FeedbackLog feedback;
    private final GoamlReport goaml;
    private final DossierJson dossiers = new DossierJson();

    public AlertOperations(
            AlertQueue queue,
            AlertRepository alerts,
            AccountTransfers transfers,
            AlertPeople people,
            FeedbackLog feedback,
            GoamlReport goaml) {
        this.queue = queue;
        this.alerts = alerts;
        this.transfers = transfers;
        this.people = people;
        this.feedback = feedback;
        this.goaml = goaml;
    }

    @Override
    public List<Operation> operations() {
        return List.of(
                Operation.get("/alerts", READERS, this::list).withParameters(AlertSearch.PARAMETERS),
                Operation.search("/alerts/search", READERS, this::search),
                Operation.get("/alerts/{id}", READERS, this::one),
                Operation.get("/alerts/{id}/transfers", READERS, this::transfers),
                Operation.get("/alerts/{id}/export", READERS, this::export)
                        .producing(MediaTypes.APPLICATION_JSON, MediaTypes.APPLICATION_XML)
                        .audited(AuditAction.EXPORT),
                Operation.get("/analysts", READERS, this::analysts),
                Operation.get("/feedback", READERS, this::feedback)
                        .withParameters(Paging.LIMIT, Paging.CURSOR)
                        .audited(AuditAction.EXPORT));
    }

    private Answer list(Call call) {
        AlertSearch.Page page = call.parameters()
                .read(values -> AlertSearch.read(values, Optional.empty()))
                .in(queue);
        return Paging.answer(call, page.items(), page.next());
    }

    private Answer search(Call call) {
        AlertSearch.Page page = call.body()
                .read(fields -> AlertSearch.read(fields, fields.text("account")))
                .in(queue);
        return Answer.of(Paging.json(page.items(), page.next()));
    }

    private Answer one(Call call) {
        AlertDossier dossier = dossier(call);
        return Answer.of(dossier.alert().version(), AlertJson.full(dossier));
    }

    private Answer transfers(Call call) {
        AlertDossier dossier = dossier(call);
        AccountTransfers.Known known = transfers.of(
                new AlertAccount(dossier.alert().account(), dossier.alert().accountNumber()));
        ObjectNode json = Json.object();
        ArrayNode items = json.putArray("items");
        known.transfers().forEach(transfer -> items.add(TransferJson.of(transfer)));
        return Answer.of(json.put("complete", known.complete()).put("source", known.present() ? "window" : "alerts"));
    }

    private Answer export(Call call) {
        AlertDossier dossier = dossier(call);
        boolean asXml = call.wanted().subType().equals(MediaTypes.APPLICATION_XML.subType());
        Answer answer = asXml
                ? Answer.bytes(ContentTypes.parse("application/xml; charset=UTF-8"), goaml.bytes(dossier))
                : Answer.bytes(ContentTypes.APPLICATION_JSON, dossiers.bytes(dossier));
        return answer.withHeader("Vary", "Accept")
                .withHeader(
                        "Content-Disposition",
                        "attachment; filename=\"alert-%d.%s\"".formatted(call.id(), asXml ? "xml" : "json"));
    }

    private Answer analysts(Call call) {
        ArrayNode items = Json.array();
        people.all().forEach(person -> items.add(PersonJson.of(person)));
        return Paging.answer(call, items, Optional.empty());
    }

    private Answer feedback(Call call) {
        long after = call.parameters()
                .read(values -> Cursor.readNumber(values, FEEDBACK))
                .orElse(0L);
        int limit = call.parameters().read(Paging::limit);
        List<FeedbackLog.Numbered> rows = feedback.rows(after, limit + 1);
        ArrayNode items = Json.array();
        rows.stream()
                .limit(limit)
                .map(FeedbackLog.Numbered::row)
                .forEach(row -> items.add(Json.object()
                        .put("account", row.account())
                        .put("epoch", row.epoch())
                        .put("rule", row.rule())
                        .put("disposition", row.disposition().id())
                        .put("feedback", EnumIds.of(row.disposition().feedback()))
                        .put("closedAt", row.closedAt().toString())));
        return Paging.answer(
                call,
                items,
                rows.size() > limit
                        ? Optional.of(Cursor.write(
                                FEEDBACK, String.valueOf(rows.get(limit - 1).number())))
                        : Optional.empty());
    }

    private AlertDossier dossier(Call call) {
        return alerts.dossier(call.id())
                .orElseThrow(() -> Problem.of(ProblemKind.NOT_FOUND, "There is no alert %d.".formatted(call.id()))
                        .asException());
    }
}
