package io.mistnet.simulator.benchmark.lookup;

import io.mistnet.connectors.selector.Selector;
import io.mistnet.connectors.selector.SelectorType;
import io.mistnet.node.intelligence.OperationResult;
import io.mistnet.node.lookup.AskerRole;
import io.mistnet.node.lookup.Asking;
import io.mistnet.node.lookup.FoundRecord;
import io.mistnet.node.lookup.Intelligence;
import io.mistnet.node.lookup.LookupAnswer;
import io.mistnet.node.lookup.LookupFailedException;
import io.mistnet.node.lookup.Progress;
import io.mistnet.node.lookup.RecordChange;
import io.mistnet.node.request.Deadline;
import io.mistnet.protocols.retrieval.IntelligenceCategory;
import io.mistnet.protocols.retrieval.RecordId;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;

/** Records that take the whole way: contributed and looked up by selector, evaluated by two of three holders. */
final class RealRecords {

    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final LocalDate DATE = LocalDate.of(2024, 10, 4);
    private static final int CHANGED = 8;

    private final AskerRole asker;
    private final List<RecordId> ids;

    /** @param count how many records there will be */
    RealRecords(AskerRole asker, int count) {
        this.asker = asker;
        this.ids = IntStream.range(0, count)
                .mapToObj(i -> asker.contributions().newId())
                .toList();
    }

    int count() {
        return ids.size();
    }

    /** Puts all of them in, and returns when lookups find them. */
    void contribute() throws LookupFailedException {
        apply(IntStream.range(0, ids.size())
                .<RecordChange>mapToObj(i -> new RecordChange.Add(ids.get(i), selector(i), intelligence(i)))
                .toList());
    }

    /** Sends a few again, and returns when lookups find what they say now, which is the same. */
    void update() throws LookupFailedException {
        apply(IntStream.range(0, Math.min(CHANGED, ids.size()))
                .<RecordChange>mapToObj(i -> new RecordChange.Update(ids.get(i), selector(i), intelligence(i)))
                .toList());
    }

    private void apply(List<RecordChange> changes) throws LookupFailedException {
        List<OperationResult> results =
                asker.contributions().apply(changes, asking("contribution"), Deadline.in(PATIENCE), Progress.NONE);
        if (!results.stream().allMatch(OperationResult::isDone)) {
            throw new IllegalStateException("the host did not take all records: " + results);
        }
    }

    /** Looks up, in turn, a selector with a record and one without. */
    void lookUp(int number, Samples time, Tally tally) throws LookupFailedException {
        boolean isKnown = number % 2 == 0;
        int record = isKnown ? number / 2 % ids.size() : ids.size() + number;
        LookupAnswer answer =
                time.time(() -> asker.lookups().look(selector(record), asking("lookup"), Deadline.in(PATIENCE)));
        tally.count(
                isKnown ? List.of(reference(record)) : List.of(),
                answer.records().stream().map(FoundRecord::caseReference).toList());
    }

    static Selector selector(int record) {
        return new Selector(SelectorType.EMAIL, "person-%d@example.com".formatted(record));
    }

    private static Asking asking(String purpose) {
        return new Asking("bench", purpose, "Benchmark");
    }

    private static Intelligence intelligence(int record) {
        return new Intelligence(IntelligenceCategory.MULE_ACCOUNT, DATE, reference(record), "");
    }

    private static String reference(int record) {
        return "r" + record;
    }
}
