package io.mistnet.node.lookup;

import io.mistnet.connectors.selector.Selector;
import io.mistnet.connectors.selector.SelectorType;
import io.mistnet.node.lookup.LookupFailedException.Kind;
import io.mistnet.node.request.Deadline;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A lookup that knows its answers from a list in memory, and can be away. */
public final class ListedRecords implements BulkLookup {

    private final Map<Selector, LookupAnswer> answers = new ConcurrentHashMap<>();
    private final List<List<Selector>> asked = new CopyOnWriteArrayList<>();
    private volatile @Nullable String away;

    public static Selector iban(String iban) {
        return Selector.parse(SelectorType.IBAN, iban, Optional.empty());
    }

    /** A record from an institution's case. */
    public static FoundRecord record(String institution, String caseReference, String contact) {
        return new FoundRecord(institution, "MULE_ACCOUNT", LocalDate.of(2026, 3, 1), caseReference, contact);
    }

    public void set(Selector selector, FoundRecord... records) {
        set(selector, new LookupAnswer(List.of(records), 0));
    }

    public void set(Selector selector, LookupAnswer answer) {
        answers.put(selector, answer);
    }

    /** From now on it fails for this reason. */
    public void leave(String reason) {
        away = reason;
    }

    public void comeBack() {
        away = null;
    }

    /** What it was asked, answered or not. */
    public List<List<Selector>> asked() {
        return asked;
    }

    @Override
    public List<LookupAnswer> lookAll(List<Selector> selectors, Asking asking, Deadline deadline)
            throws LookupFailedException {
        asked.add(List.copyOf(selectors));
        String reason = away;
        if (reason != null) {
            throw new LookupFailedException(Kind.AWAY, reason);
        }
        return selectors.stream()
                .map(selector -> answers.getOrDefault(selector, new LookupAnswer(List.of(), 0)))
                .toList();
    }
}
