package io.mistnet.node.answering;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The questions that wait, each asker's in order, the askers in turn. Bounded: who comes when it is full is sent away at once. Safe for any thread. */
final class WaitingLine {

    private static final double NEWEST_SHARE = 0.1;
    private static final long FIRST_GUESS_NANOS = 30_000_000;

    private final int most;
    private final int mostPerAsker;
    private final int scans;
    private final Map<String, Deque<PendingQuestion>> byAsker = new LinkedHashMap<>();
    private int waiting;
    private double nanosPerQuestion = FIRST_GUESS_NANOS;
    private boolean closed;

    WaitingLine(DeskLimits limits) {
        this.most = limits.waiting();
        this.mostPerAsker = limits.waitingPerAsker();
        this.scans = limits.scans();
    }

    /**
     * @throws RefusedQuestionException if too many wait, in all or of this asker
     */
    synchronized void join(PendingQuestion question) {
        Deque<PendingQuestion> own = byAsker.get(question.asker());
        if (waiting >= most || (own != null && own.size() >= mostPerAsker)) {
            throw RefusedQuestionException.busy(waiting, retryAfter());
        }
        add(List.of(question));
    }

    /** Lets in questions of a batch, which are bounded by the number of batches. */
    synchronized void add(List<PendingQuestion> questions) {
        if (closed) {
            throw RefusedQuestionException.closed();
        }
        for (PendingQuestion question : questions) {
            byAsker.computeIfAbsent(question.asker(), a -> new ArrayDeque<>()).add(question);
            waiting++;
        }
        notifyAll();
    }

    /** Nobody waits for the answer any more. */
    synchronized void leave(PendingQuestion question) {
        Deque<PendingQuestion> own = byAsker.get(question.asker());
        if (own != null && own.remove(question)) {
            waiting--;
            if (own.isEmpty()) {
                byAsker.remove(question.asker());
            }
        }
    }

    /** Waits for a question; hands it out together with others that can share its scan and whose turn would come next at their askers. Empty after the end. */
    synchronized List<PendingQuestion> take(int sharing) throws InterruptedException {
        while (waiting == 0 && !closed) {
            wait();
        }
        List<PendingQuestion> taken = new ArrayList<>();
        if (waiting > 0) {
            PendingQuestion first = byAsker.values().iterator().next().element();
            boolean more = true;
            while (more && taken.size() < sharing) {
                more = takeOneOfEach(first, sharing, taken);
            }
            waiting -= taken.size();
        }
        return taken;
    }

    /** Askers that were served go to the end. */
    private boolean takeOneOfEach(PendingQuestion first, int sharing, List<PendingQuestion> taken) {
        Map<String, Deque<PendingQuestion>> served = new LinkedHashMap<>();
        boolean any = false;
        Iterator<Map.Entry<String, Deque<PendingQuestion>>> askers =
                byAsker.entrySet().iterator();
        while (askers.hasNext() && taken.size() < sharing) {
            Map.Entry<String, Deque<PendingQuestion>> asker = askers.next();
            if (asker.getValue().element().sharesScan(first)) {
                taken.add(asker.getValue().remove());
                any = true;
                askers.remove();
                if (!asker.getValue().isEmpty()) {
                    served.put(asker.getKey(), asker.getValue());
                }
            }
        }
        byAsker.putAll(served);
        return any;
    }

    /** What some questions took together. */
    synchronized void took(long nanos, int questions) {
        nanosPerQuestion += NEWEST_SHARE * ((double) nanos / questions - nanosPerQuestion);
    }

    synchronized int size() {
        return waiting;
    }

    /** How long those who wait now will take. */
    synchronized Duration retryAfter() {
        return Duration.ofNanos((long) (nanosPerQuestion * (waiting + 1) / scans));
    }

    /** Lets nobody in any more, and hands out who is left. */
    synchronized List<PendingQuestion> close() {
        closed = true;
        List<PendingQuestion> left =
                byAsker.values().stream().flatMap(Collection::stream).toList();
        byAsker.clear();
        waiting = 0;
        notifyAll();
        return left;
    }
}
