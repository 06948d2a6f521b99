package io.mistnet.node.publish;

import io.mistnet.node.epoch.EpochResult;
import io.mistnet.node.epoch.ResultSink;
import io.mistnet.protocols.propagation.Policy;
import java.time.Duration;
import java.util.Currency;
import java.util.Optional;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes results one after the other in a thread of its own. Where Kafka is away it waits and tries again, and says so; results wait in order, and before too many
 * do the bank stays out of further epochs.
 *
 * <p>Kafka fences the session of a process that stood still in the middle of a transaction for too long, as it does where another node publishes under the same
 * name. So a fenced session is followed by another one; a publisher that is fenced a second time within few results is not alone, and stops.
 */
public final class ResultPublisher implements ResultSink, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ResultPublisher.class);
    private static final int MOST_WAITING = 8;
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** So many results after it was fenced a publisher is alone. */
    static final int RESULTS_ALONE = 10;

    private final FlagClients clients;
    private final FlagTopics topics;
    private final Policy policy;
    private final Currency currency;
    private final PublishListener listener;
    private final BlockingDeque<EpochResult> waiting = new LinkedBlockingDeque<>();
    private final Thread thread;
    private final CompletableFuture<String> failure = new CompletableFuture<>();
    private volatile @Nullable String trouble = "not yet connected to Kafka";
    private volatile boolean closed;

    /** Results since it was fenced; of this class's own thread. */
    private int resultsAlone = RESULTS_ALONE;

    /** @param currency the network's, which amounts are in */
    public ResultPublisher(
            FlagClients clients, FlagTopics topics, Policy policy, Currency currency, PublishListener listener) {
        this.clients = clients;
        this.topics = topics;
        this.policy = policy;
        this.currency = currency;
        this.listener = listener;
        this.thread = new Thread(this::run, "mistnet-publisher");
        this.thread.setDaemon(true);
    }

    public void start() {
        thread.start();
    }

    @Override
    public void accept(EpochResult result) {
        waiting.add(result);
    }

    @Override
    public Optional<String> objection() {
        return waiting.size() < MOST_WAITING
                ? Optional.empty()
                : Optional.of(waiting.size() + " results wait to be published");
    }

    /** What keeps it from publishing now, if anything; for the node's health. */
    public Optional<String> trouble() {
        return Optional.ofNullable(trouble);
    }

    /** Completes where it can publish no more, with the reason: another node of the institution took over. */
    public CompletionStage<String> failure() {
        return failure;
    }

    private void run() {
        while (!closed) {
            try (FlagSession session = FlagSession.open(clients, topics, policy, currency)) {
                trouble = null;
                LOG.info("publisher={} lastEpoch={} ready", clients.name(), session.lastEpoch());
                publish(session);
            } catch (ProducerFencedException | InvalidProducerEpochException e) {
                if (resultsAlone < RESULTS_ALONE) {
                    String reason = "another node publishes as " + clients.name() + "; stop one of the two";
                    trouble = reason;
                    LOG.error("publisher={} stopped: {}", clients.name(), reason);
                    failure.complete(reason);
                    return;
                }
                resultsAlone = 0;
                failed(e);
            } catch (InterruptException e) {
                return;
            } catch (RuntimeException e) {
                failed(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void failed(RuntimeException e) {
        if (trouble == null) {
            LOG.warn("publisher={} failed, trying again", clients.name(), e);
        }
        trouble = "publishing fails: " + e.getClass().getSimpleName();
        listener.onFailure();
        pause();
    }

    private void publish(FlagSession session) throws InterruptedException {
        while (!closed) {
            EpochResult result = waiting.poll(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
            if (result != null) {
                publish(session, result);
            }
        }
    }

    private void publish(FlagSession session, EpochResult result) {
        try {
            session.publish(result).ifPresent(listener::onPublished);
            resultsAlone = Math.min(resultsAlone + 1, RESULTS_ALONE);
        } catch (RuntimeException e) {
            waiting.addFirst(result);
            throw e;
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Stops. Results that wait are not lost: the next epoch's difference covers them. */
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join(PAUSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
