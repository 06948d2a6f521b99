package io.mistnet.node.payee;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** What monitoring sees of payee checks. */
final class PayeeMeters {

    private final Counter found;
    private final Counter notFound;
    private final Counter dead;
    private final Counter failures;
    private final DistributionSummary batches;
    private final Timer seconds;
    private final AtomicLong waiting = new AtomicLong();

    PayeeMeters(MeterRegistry registry) {
        found = checks(registry, "found");
        notFound = checks(registry, "not_found");
        dead = checks(registry, "dead");
        failures = Counter.builder("mistnet.payee.failures")
                .description("Times that a batch of payee checks could not be answered and was tried again")
                .register(registry);
        batches = DistributionSummary.builder("mistnet.payee.batch")
                .baseUnit("checks")
                .description("Payee checks that were answered together")
                .register(registry);
        seconds = Timer.builder("mistnet.payee.answer")
                .description("From a batch of payee checks being read to its results in Kafka")
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofMillis(50))
                .maximumExpectedValue(Duration.ofHours(1))
                .register(registry);
        Gauge.builder("mistnet.payee.waiting", waiting, AtomicLong::get)
                .description("Payee checks that wait in Kafka to be read")
                .register(registry);
    }

    private static Counter checks(MeterRegistry registry, String outcome) {
        return Counter.builder("mistnet.payee.checks")
                .description(
                        "Payee checks answered, by what was found; those that could not be read went to the dead letters")
                .tag("outcome", outcome)
                .register(registry);
    }

    void answered(CheckBatch batch, long hits, long nanos) {
        found.increment(hits);
        notFound.increment(batch.checks().size() - hits);
        dead.increment(batch.dead().size());
        batches.record(batch.checks().size());
        seconds.record(Duration.ofNanos(nanos));
    }

    void failed() {
        failures.increment();
    }

    void waiting(long checks) {
        waiting.set(checks);
    }
}
