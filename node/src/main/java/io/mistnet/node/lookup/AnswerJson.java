package io.mistnet.node.lookup;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.BiConsumer;

/** Answers as JSON: {@code {"found", "records": [{"institution", "category", "date", "caseReference", "contact"}]}}, and {@code "unreadable"} where there are such. */
public final class AnswerJson {

    private AnswerJson() {}

    /** Writes an answer into {@code to}. */
    public static void put(ObjectNode to, LookupAnswer answer) {
        put(to, answer, (record, json) -> {});
    }

    /**
     * Writes an answer into {@code to}.
     *
     * @param addition is handed each record with its JSON, to add to it
     */
    public static void put(ObjectNode to, LookupAnswer answer, BiConsumer<FoundRecord, ObjectNode> addition) {
        to.put("found", answer.count() > 0);
        ArrayNode records = to.putArray("records");
        for (FoundRecord record : answer.records()) {
            ObjectNode json = JsonNodeFactory.instance
                    .objectNode()
                    .put("institution", record.institution())
                    .put("category", record.category())
                    .put("date", record.date().toString())
                    .put("caseReference", record.caseReference())
                    .put("contact", record.contact());
            addition.accept(record, json);
            records.add(json);
        }
        if (answer.unreadable() > 0) {
            to.put("unreadable", answer.unreadable());
        }
    }
}
