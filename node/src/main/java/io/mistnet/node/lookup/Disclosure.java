package io.mistnet.node.lookup;

import io.mistnet.node.oprf.EvaluationListener;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicLong;

/** What others could see of a request while it ran: the holders that were asked its number of evaluations, the host its queries, which are bytes to it. Thread-safe. */
public final class Disclosure implements EvaluationListener {

    private final AtomicLong evaluations = new AtomicLong();
    private final Set<String> holdersAsked = new ConcurrentSkipListSet<>();
    private final Set<String> holdersAnswered = new ConcurrentSkipListSet<>();
    private final AtomicLong queries = new AtomicLong();
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong received = new AtomicLong();

    void evaluated(int selectors) {
        evaluations.addAndGet(selectors);
    }

    void asked(int asked, long bytesSent, long bytesReceived) {
        queries.addAndGet(asked);
        sent.addAndGet(bytesSent);
        received.addAndGet(bytesReceived);
    }

    @Override
    public void asked(String holder) {
        holdersAsked.add(holder);
    }

    @Override
    public void answered(String holder) {
        holdersAnswered.add(holder);
    }

    /** The holders that were asked: each saw the case and the basis, and counts the evaluations. More than t where one was slow or failed. */
    public List<String> holdersAsked() {
        return List.copyOf(holdersAsked);
    }

    /** Those of them that answered, as far as they were waited for. */
    public List<String> holdersAnswered() {
        return List.copyOf(holdersAnswered);
    }

    /** How many blinded selectors each of the holders asked evaluated, where all lists went to the same ones. */
    public long evaluations() {
        return evaluations.get();
    }

    /** How many queries the host answered, those that ask nothing included. */
    public long queries() {
        return queries.get();
    }

    /** Bytes to the host, keys included where it did not have them yet. */
    public long bytesSent() {
        return sent.get();
    }

    /** Bytes from the host. */
    public long bytesReceived() {
        return received.get();
    }
}
