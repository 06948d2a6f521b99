package io.mistnet.node.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mistnet.node.api.frame.EnumIds;
import io.mistnet.node.api.frame.Json;
import io.mistnet.node.casework.ApprovalRequest;
import io.mistnet.node.casework.Batch;
import io.mistnet.node.casework.BatchResult;
import io.mistnet.node.casework.BatchSize;

/** Batches, and the requests that somebody approve them. */
final class BatchJson {

    private BatchJson() {}

    /** As in lists. */
    static ObjectNode summary(Batch batch) {
        ObjectNode json = Json.object().put("id", batch.id());
        json.set("case", CaseJson.named(batch.caseId(), batch.caseReference()));
        json.set("by", PersonJson.of(batch.by()));
        json.put("legalBasis", batch.legalBasis())
                .put("state", EnumIds.of(batch.state()))
                .put("createdAt", batch.uploadedAt().toString());
        batch.endedAt().ifPresent(at -> json.put("endedAt", at.toString()));
        batch.failure().ifPresent(failure -> json.set("failure", LookupJson.failure(failure)));
        json.set("revealed", LookupJson.revealed(batch.revealed()));
        return json.put("version", batch.version());
    }

    /** @param done how many selectors are done of a batch that is being asked */
    static ObjectNode full(Batch batch, BatchSize size, int done) {
        return summary(batch)
                .put("selectors", size.lines())
                .put("badSelectors", size.badLines())
                .put("different", size.different())
                .put("unanswered", size.unanswered())
                .put("hits", size.hits())
                .put("done", done);
    }

    /** A line is that of the list that was sent, from 1 on. */
    static ObjectNode result(BatchResult result) {
        ObjectNode json = Json.object().put("line", result.line());
        json.set("selector", LookupJson.selector(result.type(), result.selector()));
        result.lookup().ifPresent(lookup -> json.put("lookup", lookup));
        json.put("unreadable", result.unreadable());
        json.set("records", LookupJson.records(result.records()));
        return json;
    }

    static ObjectNode approval(ApprovalRequest request) {
        ObjectNode json = Json.object().put("id", request.id()).put("batch", request.batch());
        json.set("case", CaseJson.named(request.caseId(), request.caseReference()));
        json.set("by", PersonJson.of(request.by()));
        request.owner().ifPresent(owner -> json.put("owner", owner));
        json.put("legalBasis", request.legalBasis())
                .put("askedAt", request.askedAt().toString())
                .put("reason", request.reason())
                .put("evaluations", request.evaluations())
                .put("expiresAt", request.expiresAt().toString())
                .put("state", EnumIds.of(request.state()));
        request.decidedBy().ifPresent(person -> json.set("decidedBy", PersonJson.of(person)));
        request.decidedAt().ifPresent(at -> json.put("decidedAt", at.toString()));
        if (!request.refusal().isEmpty()) {
            json.put("refusal", request.refusal());
        }
        return json.put("version", request.version());
    }
}
