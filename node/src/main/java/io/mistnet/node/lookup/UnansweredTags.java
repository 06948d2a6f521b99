package io.mistnet.node.lookup;

import io.mistnet.connectors.selector.Selector;
import io.mistnet.node.authorisation.Grounds;
import io.mistnet.protocols.retrieval.SelectorTags;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Tags that holders evaluated for lookups that the host then did not answer. The same lookup, tried again on the same grounds, costs no second evaluation: otherwise a busy host would use up the quotas of all who wait for it. In memory only, and bounded: the
 * oldest go first. Thread-safe.
 */
final class UnansweredTags {

    private record Key(int keyEpoch, Grounds grounds, Selector selector) {}

    private final int most;
    private final Map<Key, SelectorTags> tags = new LinkedHashMap<>();

    /** @param most tags that are kept */
    UnansweredTags(int most) {
        this.most = most;
    }

    /** Those that there are of these selectors. */
    synchronized Map<Selector, SelectorTags> of(int keyEpoch, Grounds grounds, Collection<Selector> selectors) {
        Map<Selector, SelectorTags> found = new HashMap<>();
        for (Selector selector : selectors) {
            SelectorTags kept = tags.get(new Key(keyEpoch, grounds, selector));
            if (kept != null) {
                found.put(selector, kept);
            }
        }
        return found;
    }

    synchronized void keep(int keyEpoch, Grounds grounds, Map<Selector, SelectorTags> evaluated) {
        evaluated.forEach((selector, of) -> tags.put(new Key(keyEpoch, grounds, selector), of));
        Iterator<Key> oldest = tags.keySet().iterator();
        while (tags.size() > most) {
            oldest.next();
            oldest.remove();
        }
    }

    /** They were answered: a next lookup is counted as such. */
    synchronized void forget(int keyEpoch, Grounds grounds, Collection<Selector> selectors) {
        selectors.forEach(selector -> tags.remove(new Key(keyEpoch, grounds, selector)));
    }
}
