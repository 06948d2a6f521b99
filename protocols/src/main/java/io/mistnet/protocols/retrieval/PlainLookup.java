package io.mistnet.protocols.retrieval;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the encrypted lookup computes, in the clear: labels by selector, at most M for each. Tests and benchmarks hold the whole protocol against it.
 *
 * @param <S> selectors
 * @param <L> labels
 */
public final class PlainLookup<S, L> {

    private final int occurrences;
    private final Map<S, Map<RecordId, L>> labels = new HashMap<>();
    private final Map<RecordId, S> selectors = new HashMap<>();

    public PlainLookup(int occurrences) {
        this.occurrences = occurrences;
    }

    /** Puts a record in, or in the place of the one with the same id; says whether there was room, and changes nothing if there wasn't. */
    public boolean put(RecordId recordId, S selector, L label) {
        Map<RecordId, L> records = labels.computeIfAbsent(selector, any -> new LinkedHashMap<>());
        if (!records.containsKey(recordId) && records.size() == occurrences) {
            return false;
        }
        if (!selector.equals(selectors.get(recordId))) {
            remove(recordId);
        }
        selectors.put(recordId, selector);
        records.put(recordId, label);
        return true;
    }

    /** Takes a record out; says whether it was there. */
    public boolean remove(RecordId recordId) {
        S selector = selectors.remove(recordId);
        if (selector != null) {
            labels.getOrDefault(selector, Map.of()).remove(recordId);
        }
        return selector != null;
    }

    /** The labels of a selector, in no order that counts. */
    public List<L> find(S selector) {
        return new ArrayList<>(labels.getOrDefault(selector, Map.of()).values());
    }
}
