package io.mistnet.node.alert.intake;

import io.micrometer.core.instrument.MeterRegistry;
import io.mistnet.node.alert.AlertInbox;
import io.mistnet.node.alert.AlertInbox.Outcome;
import io.mistnet.node.alert.RaisedAlert;
import io.mistnet.node.http.Health;
import io.mistnet.node.http.HealthCheck;
import io.mistnet.node.ingest.DeadLetterTopic;
import io.mistnet.node.relational.DatabaseAwayException;
import io.mistnet.node.relational.RelationalDatabase;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes alerts in, batch after batch, in a thread of its own. Where Kafka or the database is away it waits, tries again and says so; alerts meanwhile wait in Kafka.
 *
 * <p><b>Why each counts once.</b> A batch and the position behind it are one transaction of the database. Whatever fails, the session is given up; the next one begins at the position that the database has, so either before the batch, of which
 * nothing was kept, or behind it. Where the topic holds an alert twice, or is made anew, the table of occurrences knows account, epoch and rule. Two nodes of one bank at once hinder each other, with the same effect.
 *
 * <p>A record that is no alert becomes a dead letter, just before the transaction. Nothing of an alert is logged.
 */
public final class AlertIntake implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(AlertIntake.class);
    private static final String READER = "mistnet-alerts";
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final IntakeSettings settings;
    private final RelationalDatabase database;
    private final DeadLetterTopic deadLetters;
    private final AlertReader reader;
    private final IntakeMeters meters;
    private final InstantSource clock;
    private final Thread thread;
    private volatile @Nullable String trouble = "not yet connected to Kafka";
    private volatile boolean closed;
    private boolean isTroubleLogged;
    private int failures;

    public AlertIntake(
            IntakeSettings settings, RelationalDatabase database, MeterRegistry registry, InstantSource clock) {
        this.settings = settings;
        this.database = database;
        this.deadLetters = new DeadLetterTopic(settings.deadLetters(), READER, settings.kafka());
        this.reader = new AlertReader(clock);
        this.meters = new IntakeMeters(registry);
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
                return "alerts";
            }

            @Override
            public Health health() {
                String reason = trouble;
                return reason == null ? Health.up("taking alerts in") : Health.down(reason);
            }
        };
    }

    private void run() {
        while (!closed) {
            try (IntakeSession session = open()) {
                well();
                follow(session);
            } catch (InterruptException e) {
                return;
            } catch (DatabaseAwayException e) {
                failed("the database does not answer");
            } catch (KafkaException e) {
                failed("Kafka: " + e.getMessage());
            } catch (RuntimeException e) {
                // messages of databases may quote what they were given
                failed(e.getClass().getSimpleName());
                LOG.debug("reader={} failed", READER, e);
            }
            if (!closed && !isRested(settings.retry().after(Math.max(1, failures)))) {
                return;
            }
        }
    }

    private IntakeSession open() {
        Map<TopicPartition, Long> positions =
                database.inTransaction(handle -> IntakePositions.read(handle, settings.alerts()));
        return new IntakeSession(settings.consumer(), settings.alerts(), positions, settings.patience());
    }

    /** Takes in what comes, and looks after Kafka now and then. */
    private void follow(IntakeSession session) {
        long look = System.nanoTime();
        while (!closed) {
            if (System.nanoTime() - look >= 0) {
                meters.waiting(session.waiting());
                look = System.nanoTime() + settings.checkEvery().toNanos();
            }
            ConsumerRecords<byte[], byte[]> records = session.poll(POLL);
            if (!records.isEmpty()) {
                takeIn(records);
            }
        }
    }

    private void takeIn(ConsumerRecords<byte[], byte[]> records) {
        IntakeBatch batch = IntakeBatch.of(records, reader);
        if (!batch.dead().isEmpty()) {
            deadLetters.write(batch.dead());
        }
        Map<Outcome, Integer> outcomes = commit(batch, IntakeSession.behind(records));
        meters.received(outcomes, batch.dead().size());
        well();
    }

    private Map<Outcome, Integer> commit(IntakeBatch batch, Map<TopicPartition, Long> behind) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return database.inTransaction(handle -> {
            AlertInbox inbox = new AlertInbox(handle, now);
            Map<Outcome, Integer> outcomes = new EnumMap<>(Outcome.class);
            for (RaisedAlert alert : batch.alerts()) {
                outcomes.merge(inbox.take(alert), 1, Integer::sum);
            }
            IntakePositions.write(handle, behind);
            return outcomes;
        });
    }

    private void failed(String reason) {
        failures++;
        if (!isTroubleLogged) {
            LOG.warn("reader={} waits and will try again: {}", READER, reason);
            isTroubleLogged = true;
        }
        trouble = reason;
        meters.failed();
    }

    private void well() {
        if (trouble != null) {
            LOG.info("reader={} ready", READER);
        }
        trouble = null;
        isTroubleLogged = false;
        failures = 0;
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

    /** Stops. A batch under way is given up; the next start takes it in. */
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
