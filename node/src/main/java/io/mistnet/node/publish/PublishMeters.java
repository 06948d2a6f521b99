package io.mistnet.node.publish;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts what is published, and says it in the log. */
public final class PublishMeters implements PublishListener {

    private static final Logger LOG = LoggerFactory.getLogger(PublishMeters.class);

    private final Counter epochs;
    private final Counter changed;
    private final Counter raised;
    private final Counter failures;
    private final Timer latency;
    private final AtomicLong standing = new AtomicLong();
    private final InstantSource clock;

    public PublishMeters(MeterRegistry registry, InstantSource clock) {
        this.clock = clock;
        epochs = Counter.builder("mistnet.publish.epochs")
                .description("Epochs whose results were written to Kafka")
                .register(registry);
        changed = Counter.builder("mistnet.publish.changes")
                .description("Accounts whose published value changed")
                .register(registry);
        raised = Counter.builder("mistnet.publish.alerts")
                .description("Alerts written to Kafka")
                .register(registry);
        failures = Counter.builder("mistnet.publish.failures")
                .description("Times that publishing failed and was tried again")
                .register(registry);
        latency = Timer.builder("mistnet.publish.latency")
                .description("From the settlement of a raised account's latest incoming transfer to its alert in Kafka")
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofMillis(50))
                .maximumExpectedValue(Duration.ofHours(2))
                .register(registry);
        Gauge.builder("mistnet.publish.standing", standing, AtomicLong::get)
                .description("Accounts whose published value is not zero")
                .register(registry);
    }

    @Override
    public void onPublished(Publication publication) {
        epochs.increment();
        changed.increment(publication.changed());
        raised.increment(publication.raised());
        standing.set(publication.standing());
        publication.causes().forEach(cause -> latency.record(Duration.between(cause, clock.instant())));
        LOG.info(
                "epoch={} changed={} raised={} standing={} published",
                publication.epoch(),
                publication.changed(),
                publication.raised(),
                publication.standing());
    }

    @Override
    public void onFailure() {
        failures.increment();
    }
}
