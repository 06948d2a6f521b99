package io.mistnet.node.watch;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.mistnet.node.http.Health;
import io.mistnet.node.http.HealthCheck;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What monitoring sees of the watch list. */
final class WatchMeters implements WatchSchedule.Listener, HealthCheck {

    private static final Logger LOG = LoggerFactory.getLogger(WatchMeters.class);

    private final Counter runs;
    private final Counter failures;
    private final Counter changes;
    private final AtomicReference<WatchRun.@Nullable Outcome> last = new AtomicReference<>();
    private volatile Health health = Health.up("no run since the node started");

    WatchMeters(MeterRegistry registry) {
        runs = Counter.builder("mistnet.watch.runs")
                .description("Times that the whole watch list was looked up")
                .register(registry);
        failures = Counter.builder("mistnet.watch.failures")
                .description("Times that looking the watch list up failed and was tried again")
                .register(registry);
        changes = Counter.builder("mistnet.watch.changes")
                .description("Watched selectors of which a change was told")
                .register(registry);
        Gauge.builder("mistnet.watch.selectors", () -> of(WatchRun.Outcome::selectors))
                .description("Selectors that the last run of the watch list looked up")
                .register(registry);
        Gauge.builder("mistnet.watch.bad.lines", () -> of(WatchRun.Outcome::badLines))
                .description("Lines of the watch list that the last run skipped")
                .register(registry);
    }

    private interface Figure {
        int of(WatchRun.Outcome outcome);
    }

    private int of(Figure figure) {
        WatchRun.Outcome outcome = last.get();
        return outcome == null ? 0 : figure.of(outcome);
    }

    @Override
    public void onRun(WatchRun.Outcome outcome) {
        runs.increment();
        changes.increment(outcome.changed());
        last.set(outcome);
        health = Health.up("%d selectors at %s, %d bad lines in the list"
                .formatted(outcome.selectors(), outcome.at(), outcome.badLines()));
    }

    @Override
    public void onFailure(Throwable failure) {
        failures.increment();
        health = Health.down("the last run failed and is tried again: " + failure);
        LOG.warn("the watch list was not looked up, trying again: {}", failure.toString());
    }

    @Override
    public String name() {
        return "watch-list";
    }

    @Override
    public Health health() {
        return health;
    }
}
