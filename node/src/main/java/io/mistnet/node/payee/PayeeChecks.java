package io.mistnet.node.payee;

import io.micrometer.core.instrument.MeterRegistry;
import io.mistnet.connectors.selector.Selector;
import io.mistnet.node.http.Health;
import io.mistnet.node.http.HealthCheck;
import io.mistnet.node.ingest.DeadLetterTopic;
import io.mistnet.node.lookup.BulkLookup;
import io.mistnet.node.lookup.LookupAnswer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers payee checks, batch after batch, in a thread of its own. Where Kafka, the holders or the host are away or have enough to do, it waits, tries again and says so; checks meanwhile wait in Kafka, and the next batches are fuller.
 *
 * <p>A record that is no check becomes a dead letter. Dead letters are written just before the results, outside their transaction, so that a letter that is too large for its topic cannot hold results up.
 *
 * <p>Nothing of a check is logged.
 */
public final class PayeeChecks implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PayeeChecks.class);
    private static final String READER = "mistnet-payee-checks";
    private static final Duration RENEWAL = Duration.ofHours(1);
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final CheckClients clients;
    private final PayeeTopics topics;
    private final PayeeSettings settings;
    private final DeadLetterTopic deadLetters;
    private final PatientLookup lookup;
    private final PayeeResults results;
    private final PayeeCheckReader reader = new PayeeCheckReader();
    private final PayeeMeters meters;
    private final InstantSource clock;
    private final Thread thread;
    private volatile @Nullable String trouble = "not yet connected to Kafka";
    private volatile boolean closed;
    private boolean isTroubleLogged;

    /** @param kafka settings of Kafka's clients, for dead letters */
    public PayeeChecks(
            CheckClients clients,
            PayeeTopics topics,
            Map<String, String> kafka,
            PayeeSettings settings,
            BulkLookup lookup,
            MeterRegistry registry,
            InstantSource clock) {
        this.clients = clients;
        this.topics = topics;
        this.settings = settings;
        this.deadLetters = new DeadLetterTopic(topics.deadLetters(), READER, kafka);
        this.lookup = new PatientLookup(lookup, settings, this::lookupFailed);
        this.results = new PayeeResults(topics.results());
        this.meters = new PayeeMeters(registry);
        this.clock = clock;
        this.thread = new Thread(this::run, READER);
        this.thread.setDaemon(true);
    }

    public void start() {
        thread.start();
    }

    public HealthCheck health() {
        return new HealthCheck() {
            @Override
            public String name() {
                return "payee-checks";
            }

            @Override
            public Health health() {
                String reason = trouble;
                return reason == null ? Health.up("answering") : Health.down(reason);
            }
        };
    }

    private void run() {
        int failures = 0;
        while (!closed) {
            try (CheckSession session = CheckSession.open(clients, topics)) {
                LOG.info("reader={} ready", clients.name());
                well();
                failures = 0;
                while (!closed) {
                    session.renew();
                    follow(session, System.nanoTime() + RENEWAL.toNanos());
                }
            } catch (ProducerFencedException | InvalidProducerEpochException e) {
                trouble = "another node answers as " + clients.name() + "; stop one of the two";
                LOG.error("reader={} stopped: {}", clients.name(), trouble);
                return;
            } catch (InterruptException | InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                failed("Kafka: " + e.getMessage());
                if (closed || !isRested(settings.retry().after(++failures))) {
                    return;
                }
            }
        }
    }

    /** Answers what comes, and looks after Kafka now and then, until the end. */
    private void follow(CheckSession session, long end) throws InterruptedException {
        long look = System.nanoTime();
        while (!closed && System.nanoTime() - end < 0) {
            if (System.nanoTime() - look >= 0) {
                meters.waiting(session.waiting());
                look = System.nanoTime() + settings.checkEvery().toNanos();
            }
            List<ConsumerRecord<byte[], byte[]>> records =
                    session.gather(settings.batch(), settings.checkEvery(), settings.linger());
            if (!records.isEmpty()) {
                answer(session, records);
            }
        }
    }

    private void answer(CheckSession session, List<ConsumerRecord<byte[], byte[]>> records)
            throws InterruptedException {
        long start = System.nanoTime();
        CheckBatch batch = CheckBatch.of(records, reader);
        List<Selector> payees = batch.selectors();
        Map<Selector, LookupAnswer> answers = payees.isEmpty() ? Map.of() : lookup.answers(payees);
        well();
        deadLetters.write(batch.dead());
        session.publish(records, results.of(batch, answers, clock.instant()));
        long hits = batch.checks().stream()
                .filter(read -> hasRecords(answers, read.check().selector()))
                .count();
        meters.answered(batch, hits, System.nanoTime() - start);
    }

    private static boolean hasRecords(Map<Selector, LookupAnswer> answers, Selector payee) {
        LookupAnswer answer = answers.get(payee);
        return answer != null && answer.count() > 0;
    }

    private void lookupFailed(int attempt, String reason) {
        failed("lookups fail, attempt %d: %s".formatted(attempt, reason));
    }

    private void failed(String reason) {
        if (!isTroubleLogged) {
            LOG.warn("reader={} waits and will try again: {}", clients.name(), reason);
            isTroubleLogged = true;
        }
        trouble = reason;
        meters.failed();
    }

    private void well() {
        trouble = null;
        isTroubleLogged = false;
    }

    private static boolean isRested(Duration pause) {
        try {
            Thread.sleep(pause.toMillis());
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Stops. A batch under way is given up; the next start answers it. */
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join(GRACE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        deadLetters.close();
    }
}
