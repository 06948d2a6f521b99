package io.mistnet.node.oprf;

import io.mistnet.node.oprf.HolderFailedException.Kind;
import io.mistnet.node.request.Deadline;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Asks holders until enough have answered: as many at once as answers are missing, another one for each that fails, and another one in addition for each that is late. A late answer counts where it comes after all. No holder is asked
 * twice. Used once, by one thread; to be closed.
 *
 * @param <T> an answer
 */
final class HolderRace<T> implements AutoCloseable {

    private static final double NANOS = 1e9;

    /** A request to one holder, which blocks. */
    interface Question<T> {
        T ask(int holder) throws HolderFailedException;
    }

    /** What one holder said. */
    record Answer<T>(int holder, T content) {}

    private record Reply<T>(int holder, Optional<T> content, Optional<HolderFailedException> failure) {}

    private final AskedHolders asked;
    private final Question<T> question;
    private final Duration patience;
    private final Deadline deadline;
    private final Deque<Integer> candidates;
    private final CompletionService<Reply<T>> replies;
    private final List<Future<Reply<T>>> requests = new ArrayList<>();
    private final Map<Integer, Long> waiting = new HashMap<>();
    private final Set<Integer> late = new HashSet<>();
    private final Map<Integer, HolderFailedException> failures = new TreeMap<>();

    /**
     * @param patience for one holder, after which another one is asked in addition
     * @param deadline for all of it
     * @param workers run the question
     */
    HolderRace(AskedHolders asked, Question<T> question, Duration patience, Deadline deadline, Executor workers) {
        this.asked = asked;
        this.question = question;
        this.patience = patience;
        this.deadline = deadline;
        this.candidates = new ArrayDeque<>(asked.order());
        this.replies = new ExecutorCompletionService<>(workers);
    }

    /**
     * The next answer.
     *
     * @param missing how many are still needed, with this one
     * @throws HoldersAwayException where no more can come, or the deadline has passed; it names each holder with its reason
     */
    Answer<T> next(int missing) throws HoldersAwayException, InterruptedException {
        while (true) {
            while (waiting.size() - late.size() < missing && !candidates.isEmpty()) {
                ask(candidates.remove());
            }
            if (waiting.isEmpty()) {
                throw asked.away(failures);
            }
            Future<Reply<T>> done = replies.poll(untilSomethingIsDue(), TimeUnit.NANOSECONDS);
            if (done != null) {
                Answer<T> answer = take(done);
                if (answer != null) {
                    return answer;
                }
            } else if (deadline.hasPassed()) {
                throw outOfTime();
            } else {
                noteLate();
            }
        }
    }

    /** What the holder answered is of no use. */
    void failed(int holder, HolderFailedException failure) {
        asked.failed(holder, failure);
        failures.put(holder, failure);
    }

    /** Whether some holder gave no answer of use for such a reason. */
    boolean met(Kind kind) {
        return failures.values().stream().anyMatch(failure -> failure.kind() == kind);
    }

    /** Waits for nobody any more. What was asked stays asked, and is counted there. */
    @Override
    public void close() {
        requests.forEach(request -> request.cancel(true));
    }

    private void ask(int holder) {
        waiting.put(holder, System.nanoTime());
        requests.add(replies.submit(() -> {
            try {
                return new Reply<>(holder, Optional.of(question.ask(holder)), Optional.empty());
            } catch (HolderFailedException e) {
                return new Reply<>(holder, Optional.empty(), Optional.of(e));
            }
        }));
    }

    private @Nullable Answer<T> take(Future<Reply<T>> done) throws InterruptedException {
        Reply<T> reply;
        try {
            reply = done.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a request to a holder failed", e.getCause());
        }
        int holder = reply.holder();
        waiting.remove(holder);
        late.remove(holder);
        if (reply.content().isEmpty()) {
            failed(holder, reply.failure().orElseThrow());
            return null;
        }
        failures.remove(holder);
        asked.answered(holder);
        return new Answer<>(holder, reply.content().get());
    }

    private long untilSomethingIsDue() {
        long now = System.nanoTime();
        long due = deadline.remaining().toNanos();
        for (Map.Entry<Integer, Long> request : waiting.entrySet()) {
            if (!late.contains(request.getKey())) {
                due = Math.min(due, request.getValue() + patience.toNanos() - now);
            }
        }
        return Math.max(0, due);
    }

    private void noteLate() {
        long now = System.nanoTime();
        waiting.forEach((holder, since) -> {
            if (now - since >= patience.toNanos() && late.add(holder)) {
                failed(holder, silent(Kind.SLOW, since));
            }
        });
    }

    private HoldersAwayException outOfTime() {
        waiting.forEach((holder, since) -> failed(holder, silent(Kind.AWAY, since)));
        candidates.forEach(holder ->
                failures.put(holder, new HolderFailedException(Kind.AWAY, "not asked in the time that was left")));
        return asked.away(failures);
    }

    private static HolderFailedException silent(Kind kind, long since) {
        return new HolderFailedException(
                kind, "no answer within %.1f s".formatted((System.nanoTime() - since) / NANOS));
    }
}
