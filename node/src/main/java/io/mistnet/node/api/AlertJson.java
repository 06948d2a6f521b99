package io.mistnet.node.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mistnet.node.alert.Alert;
import io.mistnet.node.alert.AlertDossier;
import io.mistnet.node.alert.HistoryEntry;
import io.mistnet.node.alert.Occurrence;
import io.mistnet.node.api.frame.EnumIds;
import io.mistnet.node.api.frame.Json;
import java.util.List;

/** Alerts. */
final class AlertJson {

    private AlertJson() {}

    /** As in lists. */
    static ObjectNode summary(Alert alert) {
        ObjectNode json = Json.object().put("id", alert.id());
        json.putObject("account").put("id", alert.account()).put("number", alert.accountNumber());
        json.put("rule", alert.rule())
                .put("measure", EnumIds.of(alert.measure()))
                .put("risk", alert.risk())
                .put("epoch", alert.epoch())
                .put("raisedAt", alert.raisedAt().toString())
                .put("lastRaisedAt", alert.lastRaisedAt().toString())
                .put("timesRaised", alert.occurrences())
                .put("state", EnumIds.of(alert.state()));
        alert.assignee().ifPresent(person -> json.set("assignee", PersonJson.of(person)));
        alert.disposition()
                .ifPresent(disposition ->
                        json.put("disposition", disposition.id()).put("feedback", EnumIds.of(disposition.feedback())));
        alert.closedAt().ifPresent(at -> json.put("closedAt", at.toString()));
        return json.put("version", alert.version());
    }

    /** With the times that it was raised, and its history. */
    static ObjectNode full(AlertDossier dossier) {
        ObjectNode json = summary(dossier.alert());
        ArrayNode occurrences = json.putArray("occurrences");
        dossier.occurrences().forEach(occurrence -> occurrences.add(occurrence(occurrence)));
        json.set("history", history(dossier.history()));
        return json;
    }

    static ArrayNode history(List<HistoryEntry> entries) {
        ArrayNode list = Json.array();
        entries.forEach(entry -> list.add(entry(entry)));
        return list;
    }

    private static ObjectNode occurrence(Occurrence occurrence) {
        return Json.object()
                .put("epoch", occurrence.epoch())
                .put("rule", occurrence.rule())
                .put("measure", EnumIds.of(occurrence.measure()))
                .put("risk", occurrence.risk())
                .put("cutOff", occurrence.cutOff().toString())
                .put("raisedAt", occurrence.raisedAt().toString());
    }

    private static ObjectNode entry(HistoryEntry entry) {
        ObjectNode json = Json.object()
                .put("version", entry.version())
                .put("at", entry.at().toString())
                .put("what", EnumIds.of(entry.what()));
        entry.by().ifPresent(person -> json.set("by", PersonJson.of(person)));
        entry.assignee().ifPresent(person -> json.set("assignee", PersonJson.of(person)));
        entry.disposition().ifPresent(disposition -> json.put("disposition", disposition.id()));
        entry.epoch().ifPresent(epoch -> json.put("epoch", epoch));
        entry.remark().ifPresent(remark -> json.put("comment", remark));
        return json;
    }
}
