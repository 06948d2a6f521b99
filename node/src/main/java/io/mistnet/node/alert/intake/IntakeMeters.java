package io.mistnet.node.alert.intake;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.mistnet.node.alert.AlertInbox.Outcome;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** What monitoring sees of the intake of alerts. */
final class IntakeMeters {

    private final MeterRegistry registry;
    private final Counter failures;
    private final AtomicLong waiting = new AtomicLong();

    IntakeMeters(MeterRegistry registry) {
        this.registry = registry;
        received(Map.of(), 0);
        failures = Counter.builder("mistnet.alerts.failures")
                .description(
                        "Times that alerts could not be taken in, because Kafka or the database was away, and were tried again")
                .register(registry);
        Gauge.builder("mistnet.alerts.waiting", waiting, AtomicLong::get)
                .description("Alerts that wait in Kafka to be taken in")
                .register(registry);
    }

    private void received(String outcome, int count) {
        Counter.builder("mistnet.alerts.received")
                .description(
                        "Alerts taken in from Kafka, by what became of them; those that could not be read went to the dead letters")
                .tag("outcome", outcome)
                .register(registry)
                .increment(count);
    }

    void received(Map<Outcome, Integer> outcomes, int deadLetters) {
        for (Outcome outcome : Outcome.values()) {
            received(outcome.name().toLowerCase(Locale.ROOT), outcomes.getOrDefault(outcome, 0));
        }
        received("dead", deadLetters);
    }

    void failed() {
        failures.increment();
    }

    void waiting(long alerts) {
        waiting.set(alerts);
    }
}
