package io.mistnet.node.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.mistnet.node.api.frame.Answer;
import io.mistnet.node.api.frame.Call;
import io.mistnet.node.api.frame.Cursor;
import io.mistnet.node.api.frame.Json;
import io.mistnet.node.api.frame.Paging;
import io.mistnet.node.casework.CaseListings.Part;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** Pages of lists whose items have falling numbers. */
final class CaseLists {

    private CaseLists() {}

    /**
     * The page that a call asks for.
     *
     * @param list the list's name
     * @param read reads a part of it
     * @param number of an item
     * @param json an item as it is shown
     */
    static <T> Answer page(
            Call call,
            String list,
            Function<Part, List<T>> read,
            ToLongFunction<T> number,
            Function<T, JsonNode> json) {
        int limit = call.parameters().read(Paging::limit);
        Optional<Long> before = call.parameters().read(values -> Cursor.readNumber(values, list));
        List<T> found = read.apply(new Part(before, limit + 1));
        ArrayNode items = Json.array();
        found.stream().limit(limit).map(json).forEach(items::add);
        Optional<String> next = found.size() > limit
                ? Optional.of(Cursor.write(list, String.valueOf(number.applyAsLong(found.get(limit - 1)))))
                : Optional.empty();
        return Paging.answer(call, items, next);
    }
}
