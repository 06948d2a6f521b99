package io.mistnet.node.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mistnet.node.api.frame.EnumIds;
import io.mistnet.node.api.frame.Json;
import io.mistnet.node.casework.CaseEvent;
import io.mistnet.node.casework.CaseFile;

/** Cases. */
final class CaseJson {

    private CaseJson() {}

    static ObjectNode of(CaseFile file) {
        ObjectNode json = Json.object()
                .put("id", file.id())
                .put("reference", file.reference())
                .put("title", file.title())
                .put("legalBasis", file.legalBasis())
                .put("state", EnumIds.of(file.state()))
                .put("openedAt", file.openedAt().toString());
        json.set("owner", PersonJson.of(file.owner()));
        file.closedAt().ifPresent(at -> json.put("closedAt", at.toString()));
        file.deletedAt().ifPresent(at -> json.put("deletedAt", at.toString()));
        return json.put("retentionDays", file.retentionDays()).put("version", file.version());
    }

    static ObjectNode of(CaseEvent event) {
        ObjectNode json = Json.object().put("at", event.at().toString()).put("what", EnumIds.of(event.kind()));
        json.set("by", PersonJson.of(event.by()));
        event.subject().ifPresent(subject -> json.put("subject", subject));
        if (!event.text().isEmpty()) {
            json.put("text", event.text());
        }
        return json;
    }

    /** The case that something is in. */
    static ObjectNode named(long id, String reference) {
        return Json.object().put("id", id).put("reference", reference);
    }
}
