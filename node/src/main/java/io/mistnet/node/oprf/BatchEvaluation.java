package io.mistnet.node.oprf;

import io.mistnet.node.authorisation.SignedAuthorisation;
import io.mistnet.node.oprf.HolderFailedException.Kind;
import io.mistnet.protocols.oprf.Blinding;
import io.mistnet.protocols.oprf.Evaluation;
import io.mistnet.protocols.oprf.HolderDeviationException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Future;

/**
 * One batch under one generation of a key: asks t holders at once, and for each that gives no answer of use another one, until t right answers are there. Used once, by one thread.
 */
final class BatchEvaluation {

    /** What one holder said. */
    private record Answer(int holder, Evaluation evaluation) {}

    private static final class FailedAnswerException extends Exception {

        private static final long serialVersionUID = 1L;

        private final int holder;
        private final transient HolderFailedException failure;

        FailedAnswerException(int holder, HolderFailedException failure) {
            super(failure);
            this.holder = holder;
            this.failure = failure;
        }
    }

    private final VerifiedKey key;
    private final Blinding blinding;
    private final byte[] elements;
    private final SignedAuthorisation authorisation;
    private final HolderClient client;
    private final AskedHolders asked;
    private final Deque<Integer> candidates;
    private final CompletionService<Answer> answers;
    private final List<Future<Answer>> underWay = new ArrayList<>();
    private final Map<Integer, Evaluation> right = new TreeMap<>();
    private final Map<Integer, HolderFailedException> failures = new TreeMap<>();

    /** @param workers runs calls that block */
    BatchEvaluation(
            VerifiedKey key,
            Blinding blinding,
            SignedAuthorisation authorisation,
            HolderClient client,
            AskedHolders asked,
            Executor workers) {
        this.key = key;
        this.blinding = blinding;
        this.elements = blinding.elements();
        this.authorisation = authorisation;
        this.client = client;
        this.asked = asked;
        this.candidates = new ArrayDeque<>(asked.order());
        this.answers = new ExecutorCompletionService<>(workers);
    }

    /**
     * The outputs, 32 bytes each.
     *
     * @throws HoldersAwayException where fewer than t holders answered
     */
    List<byte[]> outputs() throws HoldersAwayException, InterruptedException {
        int waiting = 0;
        try {
            while (true) {
                while (right.size() + waiting < asked.threshold() && !candidates.isEmpty()) {
                    int holder = candidates.remove();
                    underWay.add(answers.submit(() -> ask(holder)));
                    waiting++;
                }
                if (waiting == 0) {
                    throw asked.away(failures);
                }
                take(answers.take());
                waiting--;
                if (right.size() >= asked.threshold()) {
                    try {
                        return blinding.outputs(key.publicShares(), right);
                    } catch (HolderDeviationException e) {
                        right.remove(e.holder());
                        failed(e.holder(), new HolderFailedException(Kind.DEVIATED, String.valueOf(e.getMessage())));
                    }
                }
            }
        } finally {
            underWay.forEach(answer -> answer.cancel(true));
        }
    }

    /** Whether some holder has another generation of the key: then it is worth asking for the statement again. */
    boolean metOtherGeneration() {
        return failures.values().stream().anyMatch(failure -> failure.kind() == Kind.OTHER_GENERATION);
    }

    private Answer ask(int holder) throws FailedAnswerException {
        try {
            return new Answer(
                    holder,
                    client.evaluate(holder, key.statement().epoch(), key.generation(), elements, authorisation));
        } catch (HolderFailedException e) {
            throw new FailedAnswerException(holder, e);
        }
    }

    private void take(Future<Answer> answer) throws InterruptedException {
        try {
            Answer given = answer.get();
            asked.answered(given.holder());
            right.put(given.holder(), given.evaluation());
        } catch (ExecutionException e) {
            if (e.getCause() instanceof FailedAnswerException failed) {
                failed(failed.holder, failed.failure);
            } else {
                throw new IllegalStateException(e.getCause());
            }
        }
    }

    private void failed(int holder, HolderFailedException failure) {
        asked.failed(holder, failure);
        failures.put(holder, failure);
    }
}
