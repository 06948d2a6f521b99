package io.mistnet.node.lookup;

import java.util.concurrent.atomic.AtomicLong;

/** What others could see of a request while it ran: the holders its number of evaluations, the host its queries, which are bytes to it. Thread-safe. */
public final class Disclosure {

    private final AtomicLong evaluations = new AtomicLong();
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

    /** How many blinded selectors each of t holders evaluated. */
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
