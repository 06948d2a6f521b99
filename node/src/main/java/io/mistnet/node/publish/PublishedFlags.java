package io.mistnet.node.publish;

import io.mistnet.node.epoch.EpochResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The values that the topic of flags holds, account by account. Not thread-safe. */
final class PublishedFlags {

    private final Verdict verdict;
    private final double threshold;
    private final Map<String, Double> values;

    PublishedFlags(Verdict verdict, double threshold, Map<String, Double> values) {
        this.verdict = verdict;
        this.threshold = threshold;
        this.values = new HashMap<>(values);
    }

    /**
     * What an epoch changes. An epoch from which a bank was left out changes nothing downwards: what came from that bank is missing from its values, not gone.
     *
     * <p>An account that left the window, so that a complete epoch no longer speaks of it, falls to 0.
     */
    List<FlagChange> changes(EpochResult result) {
        List<FlagChange> changes = new ArrayList<>();
        Map<String, Double> gone = new HashMap<>(values);
        for (int i = 0; i < result.accounts().size(); i++) {
            String account = result.accounts().get(i);
            gone.remove(account);
            add(changes, result, account, verdict.settle(result.values()[i]));
        }
        gone.keySet().forEach(account -> add(changes, result, account, 0));
        return changes;
    }

    private void add(List<FlagChange> changes, EpochResult result, String account, double after) {
        double before = values.getOrDefault(account, 0.0);
        if (after > before || (after < before && result.complete())) {
            changes.add(new FlagChange(account, before, after, verdict.isRaised(before, after, threshold)));
        }
    }

    void apply(List<FlagChange> changes) {
        changes.forEach(change -> values.put(change.account(), change.after()));
    }

    /** Accounts whose value is not 0. */
    long raised() {
        return values.values().stream().filter(value -> value > 0).count();
    }
}
