package io.mistnet.node.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mistnet.connectors.selector.SelectorType;
import io.mistnet.node.api.frame.EnumIds;
import io.mistnet.node.api.frame.Json;
import io.mistnet.node.casework.CaseLookup;
import io.mistnet.node.casework.Failure;
import io.mistnet.node.casework.Revealed;
import io.mistnet.node.lookup.FoundRecord;
import java.util.List;

/** Lookups, and what they found and revealed. */
final class LookupJson {

    private LookupJson() {}

    /** As in lists. */
    static ObjectNode summary(CaseLookup lookup) {
        ObjectNode json = Json.object().put("id", lookup.id());
        json.set("case", CaseJson.named(lookup.caseId(), lookup.caseReference()));
        lookup.batch().ifPresent(batch -> json.put("batch", batch));
        json.set("by", PersonJson.of(lookup.by()));
        json.put("legalBasis", lookup.legalBasis());
        json.set("selector", selector(lookup.type(), lookup.selector()));
        json.put("state", EnumIds.of(lookup.state()))
                .put("askedAt", lookup.askedAt().toString());
        lookup.endedAt().ifPresent(at -> json.put("endedAt", at.toString()));
        lookup.failure().ifPresent(failure -> json.set("failure", failure(failure)));
        json.put("found", lookup.found()).put("unreadable", lookup.unreadable());
        json.set("revealed", revealed(lookup.revealed()));
        return json;
    }

    static ObjectNode full(CaseLookup lookup, List<FoundRecord> records) {
        ObjectNode json = summary(lookup);
        json.set("records", records(records));
        return json;
    }

    static ArrayNode records(List<FoundRecord> records) {
        ArrayNode list = Json.array();
        records.forEach(found -> list.addObject()
                .put("institution", found.institution())
                .put("category", found.category())
                .put("date", found.date().toString())
                .put("caseReference", found.caseReference())
                .put("contact", found.contact()));
        return list;
    }

    static ObjectNode selector(SelectorType type, String text) {
        return Json.object().put("type", type.id()).put("value", text);
    }

    static ObjectNode failure(Failure failure) {
        return Json.object().put("kind", EnumIds.of(failure.kind())).put("detail", failure.detail());
    }

    static ObjectNode revealed(Revealed revealed) {
        return Json.object()
                .put("evaluations", revealed.evaluations())
                .put("queries", revealed.queries())
                .put("bytesSent", revealed.bytesSent())
                .put("bytesReceived", revealed.bytesReceived());
    }
}
