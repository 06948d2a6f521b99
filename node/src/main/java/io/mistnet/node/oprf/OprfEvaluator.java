package io.mistnet.node.oprf;

import io.micrometer.core.instrument.MeterRegistry;
import io.mistnet.node.network.Network;
import io.mistnet.node.request.Deadline;
import io.mistnet.node.request.RequestClient;
import io.mistnet.protocols.oprf.Blinding;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/**
 * The asker's or contributor's side: the outputs of the lookup's function, computed with any t of the n holders.
 *
 * <p><b>Functionality.</b> Input: selectors and an authorisation; of the holders, shares of the key. Output, to the asker only: 32 bytes for each, under the key of one key epoch.
 * <p><b>Security.</b> The key is one whose statement all n holders of the network file have signed. Each answer is proven against the holder's public share in it. Holders learn how many selectors there are, and the authorisation.
 * <p><b>On deviation.</b> A holder with a wrong answer is named in the log and not asked for an hour. Whoever is away, refuses or deviates is replaced by another one, and one that does not answer in the usual time is joined by another one: each that was asked counts these evaluations. Shares of a newer
 * generation make no difference: the statement is fetched again.
 *
 * <p>Long lists are cut into batches, two of which are under way at once: blinding and unblinding keep two cores busy. Thread-safe.
 */
public final class OprfEvaluator {

    /** The longest input, in bytes. */
    public static final int MOST_INPUT_BYTES = 0xFFFF;

    private static final int BATCH = 1000;
    private static final int AT_ONCE = 2;
    private static final int GENERATIONS = 5;
    /** A holder on a slow machine takes a tenth of it. */
    private static final Duration USUAL = Duration.ofSeconds(1);

    private static final Duration PAUSE = Duration.ofMillis(200);

    private final Holders holders;
    private final int defaultEpoch;
    private final HolderClient client;
    private final AskedHolders asked;
    private final KeyStatements statements;
    private final OprfMeters meters;
    private final Duration usual;
    private final ExecutorService workers;
    private final SecureRandom random = new SecureRandom();

    /**
     * For one institution of a network with a lookup.
     *
     * @param patience for one holder's answer to a batch, at most
     * @param workers runs calls that block, each in a thread of its own: it must not have a bound below some ten for each caller
     */
    public OprfEvaluator(
            Network network,
            RequestClient client,
            MeterRegistry registry,
            InstantSource clock,
            Duration patience,
            ExecutorService workers) {
        this(network, client, registry, clock, patience, USUAL, workers);
    }

    /** @param usual in which a holder answers; another one is asked in addition after it */
    OprfEvaluator(
            Network network,
            RequestClient client,
            MeterRegistry registry,
            InstantSource clock,
            Duration patience,
            Duration usual,
            ExecutorService workers) {
        this.holders = Holders.of(network);
        this.defaultEpoch = network.lookup().orElseThrow().keyEpoch();
        this.client = new HolderClient(holders, client, patience);
        this.meters = new OprfMeters(registry);
        this.asked = new AskedHolders(holders, meters, clock, random);
        this.statements = new KeyStatements(holders, this.client::statement, asked, usual, workers);
        this.usual = usual;
        this.workers = workers;
    }

    /**
     * What tags, labels and stores of a key epoch are bound to.
     *
     * @return 32 bytes
     * @throws HoldersAwayException where the key is not known yet and no holder gives its statement
     */
    public byte[] keyContext(int epoch, Deadline deadline) throws HoldersAwayException, InterruptedException {
        return KeyContext.of(
                holders.network(),
                epoch,
                statements.key(epoch, deadline).publicShares().publicKey());
    }

    /** As {@link #evaluate(int, List, EvaluationTerms)}, under the key epoch that the network file lists first. */
    public List<byte[]> evaluate(List<byte[]> inputs, EvaluationTerms terms)
            throws HoldersAwayException, InterruptedException {
        return evaluate(defaultEpoch, inputs, terms);
    }

    /**
     * Evaluates.
     *
     * @param epoch one of the network file's key epochs
     * @param inputs at most 65,535 bytes each; any number
     * @return 32 bytes for each input, in the inputs' order
     * @throws HoldersAwayException where fewer than t holders answer before the deadline; it names each and its reason
     * @throws IllegalArgumentException where an input is too long; nothing is sent then
     */
    public List<byte[]> evaluate(int epoch, List<byte[]> inputs, EvaluationTerms terms)
            throws HoldersAwayException, InterruptedException {
        List<byte[]> checked = inputs.stream().map(OprfEvaluator::checked).toList();
        List<byte[]> outputs = new ArrayList<>(checked.size());
        Deque<Future<List<byte[]>>> underWay = new ArrayDeque<>();
        try {
            for (int from = 0; from < checked.size(); from += BATCH) {
                List<byte[]> batch = checked.subList(from, Math.min(checked.size(), from + BATCH));
                if (underWay.size() == AT_ONCE) {
                    outputs.addAll(result(underWay.remove()));
                }
                underWay.add(workers.submit(() -> batch(epoch, batch, terms)));
            }
            while (!underWay.isEmpty()) {
                outputs.addAll(result(underWay.remove()));
            }
            return outputs;
        } finally {
            underWay.forEach(batch -> batch.cancel(true));
        }
    }

    private List<byte[]> batch(int epoch, List<byte[]> inputs, EvaluationTerms terms)
            throws HoldersAwayException, InterruptedException {
        long start = System.nanoTime();
        Blinding blinding = Blinding.of(inputs, random);
        for (int attempt = 1; ; attempt++) {
            VerifiedKey key = statements.key(epoch, terms.deadline());
            BatchEvaluation evaluation = new BatchEvaluation(key, blinding, terms, client, asked, usual, workers);
            try {
                List<byte[]> outputs = evaluation.outputs();
                meters.finished(inputs.size(), System.nanoTime() - start);
                return outputs;
            } catch (HoldersAwayException e) {
                if (!evaluation.metOtherGeneration()
                        || attempt == GENERATIONS
                        || terms.deadline().hasPassed()) {
                    throw e;
                }
                statements.renew(key, terms.deadline());
                Thread.sleep(PAUSE.toMillis() * (attempt - 1));
            }
        }
    }

    private static List<byte[]> result(Future<List<byte[]>> batch) throws HoldersAwayException, InterruptedException {
        try {
            return batch.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof HoldersAwayException away) {
                throw away;
            }
            if (e.getCause() instanceof InterruptedException) {
                throw new InterruptedException("a batch was interrupted");
            }
            throw new IllegalStateException("a batch failed", e.getCause());
        }
    }

    private static byte[] checked(byte[] input) {
        if (input.length > MOST_INPUT_BYTES) {
            throw new IllegalArgumentException(
                    "an input has at most %d bytes, not %d".formatted(MOST_INPUT_BYTES, input.length));
        }
        return input.clone();
    }
}
