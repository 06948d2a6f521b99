package io.mistnet.node.answering;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** How askers' threads wait for answers, no longer than until the deadline. A question that nobody waits for any more leaves the line. */
final class AnswerWaits {

    private final WaitingLine line;
    private final int sharing;
    private final InstantSource clock;

    AnswerWaits(WaitingLine line, int sharing, InstantSource clock) {
        this.line = line;
        this.sharing = sharing;
        this.clock = clock;
    }

    /**
     * Waits for one answer.
     *
     * @throws RefusedQuestionException if there is none, or none in time
     */
    Answered await(PendingQuestion question) {
        try {
            Duration left = Duration.between(clock.instant(), question.deadline());
            return question.answer().get(Math.max(0, left.toNanos()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw RefusedQuestionException.deadline();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw RefusedQuestionException.closed();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException refused) {
                throw refused;
            }
            throw new IllegalStateException("no answer", e.getCause());
        } finally {
            abandon(question);
        }
    }

    private void abandon(PendingQuestion question) {
        question.answer().cancel(false);
        line.leave(question);
    }

    /** Keeps enough in the line for two scans, so that one runs while the answers of the other are taken. */
    void inOrder(List<PendingQuestion> all, AnswerSink sink) {
        Deque<PendingQuestion> asked = new ArrayDeque<>();
        int next = 0;
        try {
            while (next < all.size() || !asked.isEmpty()) {
                int more = Math.min(2 * sharing - asked.size(), all.size() - next);
                if (more >= sharing || next + more == all.size()) {
                    List<PendingQuestion> added = all.subList(next, next + more);
                    line.add(added);
                    asked.addAll(added);
                    next += more;
                }
                sink.answered(await(asked.remove()));
            }
        } finally {
            asked.forEach(this::abandon);
        }
    }
}
