package io.mistnet.node.alert.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mistnet.connectors.transfer.Transfer;
import io.mistnet.node.access.Person;
import io.mistnet.node.alert.Alert;
import io.mistnet.node.alert.AlertDossier;
import io.mistnet.node.alert.HistoryEntry;
import io.mistnet.node.alert.Measure;
import io.mistnet.node.alert.Occurrence;
import java.util.Locale;
import java.util.Optional;

/** An alert with all that is known of it as JSON; transfers as in the topic of transfers. */
public final class DossierJson {

    private final ObjectMapper json = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    public byte[] bytes(AlertDossier dossier) {
        try {
            return json.writeValueAsBytes(object(dossier));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of JSON cannot fail to be written", e);
        }
    }

    private ObjectNode object(AlertDossier dossier) {
        ObjectNode object = json.createObjectNode();
        put(object, dossier.alert());
        ArrayNode occurrences = object.putArray("occurrences");
        dossier.occurrences().forEach(occurrence -> put(occurrences.addObject(), occurrence));
        ArrayNode transfers = object.putArray("transfers");
        dossier.transfers().forEach(transfer -> put(transfers.addObject(), transfer));
        ArrayNode history = object.putArray("history");
        dossier.history().forEach(entry -> put(history.addObject(), entry));
        return object;
    }

    private static void put(ObjectNode object, Alert alert) {
        object.put("id", alert.id()).put("account", alert.accountNumber()).put("rule", alert.rule());
        put(object, alert.measure(), alert.risk());
        object.put("epoch", alert.epoch())
                .put("raisedAt", alert.raisedAt().toString())
                .put("lastRaisedAt", alert.lastRaisedAt().toString())
                .put("state", text(alert.state()));
        put(object, "assignee", alert.assignee());
        alert.disposition()
                .ifPresent(disposition ->
                        object.put("disposition", disposition.id()).put("feedback", text(disposition.feedback())));
        alert.closedAt().ifPresent(at -> object.put("closedAt", at.toString()));
        object.put("version", alert.version());
    }

    private static void put(ObjectNode object, Occurrence occurrence) {
        object.put("epoch", occurrence.epoch()).put("rule", occurrence.rule());
        put(object, occurrence.measure(), occurrence.risk());
        object.put("cutOff", occurrence.cutOff().toString())
                .put("raisedAt", occurrence.raisedAt().toString());
    }

    private static void put(ObjectNode object, Measure measure, double risk) {
        switch (measure) {
            case FLAG -> object.put(measure.field(), true);
            case BAND -> object.put(measure.field(), Math.round(risk));
            case SCORE -> object.put(measure.field(), risk);
        }
    }

    private static void put(ObjectNode object, Transfer transfer) {
        object.put("uetr", transfer.uetr().toString());
        object.putObject("instructedAmount")
                .put("amount", transfer.instructedAmount().amount().toPlainString())
                .put("currency", transfer.instructedAmount().currency().getCurrencyCode());
        object.put("debtorAccount", transfer.debtorAccount())
                .put("debtorAgent", transfer.debtorAgent())
                .put("creditorAccount", transfer.creditorAccount())
                .put("creditorAgent", transfer.creditorAgent())
                .put("settlementTime", transfer.settlementTime().toString());
    }

    private static void put(ObjectNode object, HistoryEntry entry) {
        object.put("version", entry.version()).put("at", entry.at().toString()).put("what", text(entry.what()));
        put(object, "by", entry.by());
        put(object, "assignee", entry.assignee());
        entry.disposition().ifPresent(disposition -> object.put("disposition", disposition.id()));
        entry.epoch().ifPresent(epoch -> object.put("epoch", epoch));
        entry.remark().ifPresent(remark -> object.put("remark", remark));
    }

    private static void put(ObjectNode object, String field, Optional<Person> person) {
        person.ifPresent(who -> object.putObject(field).put("id", who.id()).put("name", who.name()));
    }

    private static String text(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
