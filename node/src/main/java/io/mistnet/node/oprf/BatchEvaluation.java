package io.mistnet.node.oprf;

import io.mistnet.node.oprf.HolderFailedException.Kind;
import io.mistnet.protocols.oprf.Blinding;
import io.mistnet.protocols.oprf.Evaluation;
import io.mistnet.protocols.oprf.HolderDeviationException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executor;

/**
 * One batch under one generation of a key: asks t holders at once, and another one for each that gives no answer of use, or none in the usual time, until t right answers are there. Each holder that is asked counts the batch. Used
 * once, by one thread.
 */
final class BatchEvaluation {

    private static final Duration USUAL_PER_ELEMENT = Duration.ofMillis(4);

    private final VerifiedKey key;
    private final Blinding blinding;
    private final AskedHolders asked;
    private final EvaluationListener listener;
    private final HolderRace<Evaluation> race;
    private final Map<Integer, Evaluation> right = new TreeMap<>();

    /**
     * @param usual in which a holder answers, the time for the elements aside
     * @param workers runs calls that block
     */
    BatchEvaluation(
            VerifiedKey key,
            Blinding blinding,
            EvaluationTerms terms,
            HolderClient client,
            AskedHolders asked,
            Duration usual,
            Executor workers) {
        this.key = key;
        this.blinding = blinding;
        this.asked = asked;
        this.listener = terms.listener();
        byte[] elements = blinding.elements();
        int count = elements.length / Evaluation.ELEMENT_BYTES;
        HolderRace.Question<Evaluation> question = holder -> {
            listener.asked(asked.id(holder));
            return client.evaluate(holder, key.statement().epoch(), key.generation(), elements, terms);
        };
        Duration patience = usual.plus(USUAL_PER_ELEMENT.multipliedBy(count));
        this.race = new HolderRace<>(asked, question, patience, terms.deadline(), workers);
    }

    /**
     * The outputs, 32 bytes each.
     *
     * @throws HoldersAwayException where fewer than t holders answered before the deadline
     */
    List<byte[]> outputs() throws HoldersAwayException, InterruptedException {
        try (race) {
            while (true) {
                HolderRace.Answer<Evaluation> answer = race.next(asked.threshold() - right.size());
                listener.answered(asked.id(answer.holder()));
                right.put(answer.holder(), answer.content());
                if (right.size() >= asked.threshold()) {
                    try {
                        return blinding.outputs(key.publicShares(), right);
                    } catch (HolderDeviationException e) {
                        right.remove(e.holder());
                        race.failed(
                                e.holder(), new HolderFailedException(Kind.DEVIATED, String.valueOf(e.getMessage())));
                    }
                }
            }
        }
    }

    /** Whether some holder has another generation of the key: then it is worth asking for the statement again. */
    boolean metOtherGeneration() {
        return race.met(Kind.OTHER_GENERATION);
    }
}
