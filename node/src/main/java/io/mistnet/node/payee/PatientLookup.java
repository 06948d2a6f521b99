package io.mistnet.node.payee;

import io.mistnet.connectors.selector.Selector;
import io.mistnet.node.ingest.IngestSettings.Retry;
import io.mistnet.node.lookup.BulkLookup;
import io.mistnet.node.lookup.LookupAnswer;
import io.mistnet.node.lookup.LookupFailedException;
import io.mistnet.node.request.Deadline;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Looks payees up, however long it takes: whatever the reason for a failure, tomorrow's quota or an approval may mend it. */
final class PatientLookup {

    /** Hears of each failure. */
    interface Listener {

        /** @param attempt 1 for the first */
        void onFailure(int attempt, String reason);
    }

    private final BulkLookup lookup;
    private final PayeeSettings settings;
    private final Listener listener;

    PatientLookup(BulkLookup lookup, PayeeSettings settings, Listener listener) {
        this.lookup = lookup;
        this.settings = settings;
        this.listener = listener;
    }

    /** The answers by payee. */
    Map<Selector, LookupAnswer> answers(List<Selector> payees) throws InterruptedException {
        Retry retry = settings.retry();
        for (int attempt = 1; ; attempt++) {
            try {
                return byPayee(payees, lookup.lookAll(payees, settings.asking(), Deadline.in(settings.patience())));
            } catch (LookupFailedException e) {
                listener.onFailure(attempt, "%s: %s".formatted(e.kind(), e.getMessage()));
            } catch (RuntimeException e) {
                // such as a disk that takes no more of the audit log
                listener.onFailure(attempt, e.toString());
            }
            if (Thread.currentThread().isInterrupted()) {
                throw new InterruptedException("told to stop");
            }
            Thread.sleep(retry.after(attempt).toMillis());
        }
    }

    private static Map<Selector, LookupAnswer> byPayee(List<Selector> payees, List<LookupAnswer> answers) {
        if (answers.size() != payees.size()) {
            throw new IllegalStateException("%d answers for %d payees".formatted(answers.size(), payees.size()));
        }
        Map<Selector, LookupAnswer> byPayee = new HashMap<>();
        for (int i = 0; i < payees.size(); i++) {
            byPayee.put(payees.get(i), answers.get(i));
        }
        return byPayee;
    }
}
