package io.mistnet.node.epoch;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.mistnet.node.epoch.EpochEvent.Completed;
import io.mistnet.node.epoch.EpochEvent.Opened;
import io.mistnet.node.epoch.EpochEvent.Ran;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Shows when an epoch last went well at this node, and how often one should: what is overdue can be seen without knowing the network's timing. */
public final class EpochPulse implements EpochListener {

    private static final double MILLIS = 1e3;

    private final InstantSource clock;
    private volatile Instant last;

    /**
     * Counts from now on.
     *
     * @param every how often an epoch goes well at this node, where all is well
     */
    public EpochPulse(MeterRegistry registry, InstantSource clock, Duration every) {
        this.clock = clock;
        this.last = clock.instant();
        Gauge.builder("mistnet.epoch.success.timestamp", this, pulse -> pulse.last.toEpochMilli() / MILLIS)
                .description(
                        "When an epoch last went well here: completed, run or opened; before the first, when the node started")
                .baseUnit("seconds")
                .register(registry);
        Gauge.builder("mistnet.epoch.interval", () -> every.toMillis() / MILLIS)
                .description("From one epoch that goes well here to the next, by the network file")
                .baseUnit("seconds")
                .register(registry);
    }

    @Override
    public void on(EpochEvent event) {
        if (event instanceof Completed || event instanceof Ran || event instanceof Opened) {
            last = clock.instant();
        }
    }
}
