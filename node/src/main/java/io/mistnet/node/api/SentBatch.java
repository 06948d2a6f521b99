package io.mistnet.node.api;

import io.mistnet.connectors.selector.Region;
import io.mistnet.node.api.frame.FieldError;
import io.mistnet.node.api.frame.Fields;
import io.mistnet.node.api.frame.Problem;
import io.mistnet.node.api.frame.ProblemKind;
import io.mistnet.node.casework.BatchFile;
import io.mistnet.node.casework.Batches.Decision;
import io.mistnet.node.casework.SelectorReading;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A list of selectors as it was sent.
 *
 * @param selectors all of them
 * @param region where phone numbers without country code are dialled
 * @param legalBasis for the batch, where it is another than its case's
 * @param decision what is to be left out or asked again, and why so many
 */
record SentBatch(
        List<SentSelector> selectors, Optional<String> region, Optional<String> legalBasis, Decision decision) {

    private static final int MOST_ERRORS = 100;

    SentBatch {
        selectors = List.copyOf(selectors);
    }

    static SentBatch read(Fields fields) {
        return new SentBatch(
                fields.requiredObjects("selectors", BatchFile.MOST_LINES, SentSelector::read),
                fields.text("region"),
                fields.text("legalBasis"),
                new Decision(fields.flag("leaveOutBad"), fields.flag("askAgain"), fields.text("reason")));
    }

    /**
     * The list as an upload's, with a line for each selector.
     *
     * @throws io.mistnet.node.api.frame.ProblemException where texts are not selectors and are not to be left out
     */
    BatchFile file() {
        Optional<Region> dialled = SentSelector.region(region);
        List<BatchFile.Line> lines = new ArrayList<>();
        List<BatchFile.BadLine> bad = new ArrayList<>();
        int number = 0;
        for (SentSelector sent : selectors) {
            SelectorReading reading = sent.reading(dialled);
            int line = ++number;
            reading.only()
                    .ifPresentOrElse(
                            selector -> lines.add(new BatchFile.Line(line, selector)),
                            () -> bad.add(new BatchFile.BadLine(line, SentSelector.problem(reading))));
        }
        if (lines.isEmpty() || !bad.isEmpty() && !decision.leaveOutBad()) {
            throw Problem.of(
                            ProblemKind.UNFIT,
                            "%d of %d texts are not one selector.".formatted(bad.size(), selectors.size()))
                    .withErrors(bad.stream()
                            .limit(MOST_ERRORS)
                            .map(SentBatch::error)
                            .toList())
                    .asException();
        }
        return new BatchFile(lines, bad);
    }

    private static FieldError error(BatchFile.BadLine line) {
        return new FieldError("selectors[%d].value".formatted(line.number() - 1), line.reason());
    }

    @Override
    public String toString() {
        return "SentBatch[" + selectors.size() + "]";
    }
}
