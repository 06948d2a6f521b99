package io.mistnet.node.watch;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mistnet.connectors.selector.Selector;
import io.mistnet.node.lookup.AnswerJson;
import io.mistnet.node.lookup.LookupAnswer;
import java.time.Instant;
import java.util.Iterator;

/**
 * What is told of a selector whose records have changed: {@code {"type", "selector", "found", "records": [{..., "change": "new" | "changed" | "same"}], "gone", "checkedAt"}}. {@link #toString} shows nothing of it.
 *
 * @param selector the selector
 * @param json the notice
 */
public record ChangeNotice(Selector selector, ObjectNode json) {

    static ChangeNotice of(Selector selector, LookupAnswer answer, RecordChanges changes, Instant at) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("type", selector.type().id())
                .put("selector", selector.canonical());
        Iterator<RecordChanges.Change> change = changes.present().iterator();
        AnswerJson.put(
                json, answer, (record, of) -> of.put("change", change.next().id()));
        json.put("gone", changes.gone()).put("checkedAt", at.toString());
        return new ChangeNotice(selector, json);
    }

    @Override
    public String toString() {
        return "ChangeNotice(not shown)";
    }
}
