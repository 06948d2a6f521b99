package io.mistnet.node.api.frame;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.http.javadsl.model.HttpCharsets;
import org.apache.pekko.http.javadsl.model.Query;
import org.apache.pekko.japi.Pair;

/** Pages of lists: {@code items}, and {@code next} where there are more. */
public final class Paging {

    /** The parameters of a list that all lists have. */
    public static final String LIMIT = "limit";

    public static final String CURSOR = "cursor";

    private static final int MOST = 200;
    private static final int USUAL = 50;

    private Paging() {}

    /** How many items somebody wants. */
    public static int limit(Values values) {
        return Math.toIntExact(values.number(LIMIT, 1, MOST).orElse(USUAL));
    }

    public static ObjectNode json(ArrayNode items, Optional<String> next) {
        ObjectNode page = Json.object();
        page.set("items", items);
        next.ifPresent(cursor -> page.put("next", cursor));
        return page;
    }

    /** A page of a list that was asked for by its address. */
    public static Answer answer(Call call, ArrayNode items, Optional<String> next) {
        Answer answer = Answer.of(json(items, next));
        return next.map(cursor -> answer.withHeader("Link", link(call, cursor))).orElse(answer);
    }

    private static String link(Call call, String cursor) {
        List<Pair<String, String>> query = new ArrayList<>();
        call.parameters().sent().forEach((name, values) -> {
            if (!name.equals(CURSOR)) {
                values.forEach(value -> query.add(Pair.create(name, value)));
            }
        });
        query.add(Pair.create(CURSOR, cursor));
        return "<%s?%s>; rel=\"next\""
                .formatted(call.address(), Query.create(query).render(HttpCharsets.UTF_8));
    }
}
