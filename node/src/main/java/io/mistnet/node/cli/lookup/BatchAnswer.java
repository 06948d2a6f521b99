package io.mistnet.node.cli.lookup;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mistnet.connectors.selector.Selector;
import io.mistnet.node.lookup.http.LookupMessages.Approval;
import io.mistnet.node.lookup.http.LookupMessages.BatchEnd;
import io.mistnet.node.lookup.http.LookupMessages.Done;
import io.mistnet.node.lookup.http.LookupMessages.LookAll;
import io.mistnet.node.lookup.http.LookupMessages.NumberedAnswer;
import io.mistnet.node.lookup.http.LookupMessages.Written;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was found for many selectors.
 *
 * @param answers for each selector, in order
 * @param end what was revealed, and how long it took
 */
record BatchAnswer(List<NumberedAnswer> answers, BatchEnd end) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Asks, and shows on {@code err} how far it is. */
    static BatchAnswer ask(
            OwnNode node, CaseOptions grounds, List<Selector> selectors, @Nullable Approval approval, PrintWriter err)
            throws IOException, InterruptedException {
        List<Written> written = selectors.stream()
                .map(selector -> new Written(selector.type().id(), selector.canonical()))
                .toList();
        LookAll request =
                new LookAll(grounds.user(), grounds.caseReference(), grounds.basis(), written, null, approval);
        List<NumberedAnswer> answers = new ArrayList<>();
        List<BatchEnd> ends = new ArrayList<>();
        try (ProgressDisplay progress = new ProgressDisplay("Looking up", selectors.size(), err)) {
            node.exchange("batches", List.of(request), line -> {
                if (line.has("number")) {
                    answers.add(OwnNode.as(line, NumberedAnswer.class));
                } else if (line.has("revealed")) {
                    ends.add(OwnNode.as(line, BatchEnd.class));
                } else {
                    Done done = OwnNode.as(line, Done.class);
                    progress.show(done.done(), done.of());
                }
            });
        }
        if (answers.size() != selectors.size() || ends.isEmpty()) {
            throw new IOException("the node answered %d of %d selectors".formatted(answers.size(), selectors.size()));
        }
        return new BatchAnswer(List.copyOf(answers), ends.get(0));
    }

    /** The selectors of which there are records, each with these. */
    String text(List<AskedLine> asked) {
        List<String> blocks = new ArrayList<>();
        for (int i = 0; i < answers.size(); i++) {
            NumberedAnswer answer = answers.get(i);
            if (!answer.records().isEmpty() || answer.unreadable() > 0) {
                AskedLine line = asked.get(i);
                blocks.add("line %d, %s %s:%n%s%n"
                        .formatted(
                                line.line(),
                                line.selector().type(),
                                line.selector().canonical(),
                                AnswerText.table(answer.records(), answer.unreadable())));
            }
        }
        blocks.add("%d of %d selectors have records.".formatted(blocks.size(), answers.size()));
        if (blocks.size() > 1) {
            blocks.add(AnswerText.AS_WRITTEN);
        }
        return String.join(System.lineSeparator(), blocks);
    }

    String json(List<AskedLine> asked) throws JsonProcessingException {
        ObjectNode object = JSON.createObjectNode();
        ArrayNode array = object.putArray("answers");
        for (int i = 0; i < answers.size(); i++) {
            array.addObject()
                    .put("line", asked.get(i).line())
                    .put("unreadable", answers.get(i).unreadable())
                    .set("records", JSON.valueToTree(answers.get(i).records()));
        }
        object.set("revealed", JSON.valueToTree(end.revealed()));
        object.put("seconds", end.seconds());
        return JSON.writeValueAsString(object);
    }
}
