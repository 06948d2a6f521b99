package io.mistnet.node.epoch;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.mistnet.node.epoch.EpochEvent.Aborted;
import io.mistnet.node.epoch.EpochEvent.BankLeftOut;
import io.mistnet.node.epoch.EpochEvent.Begun;
import io.mistnet.node.epoch.EpochEvent.Completed;
import io.mistnet.node.epoch.EpochEvent.MessageRefused;
import io.mistnet.node.epoch.EpochEvent.NotBegun;
import io.mistnet.node.epoch.EpochEvent.Opened;
import io.mistnet.node.epoch.EpochEvent.Overrun;
import io.mistnet.node.epoch.EpochEvent.Ran;
import io.mistnet.node.epoch.EpochEvent.ReleaseFailed;
import io.mistnet.node.epoch.EpochEvent.Timed;
import java.util.concurrent.atomic.AtomicLong;

/** Meters of epochs, under {@code mistnet_epoch}. Steps are cut at the first slash, so that labels stay few. */
public final class EpochMeters implements EpochListener {

    private static final String ATTEMPTS = "mistnet.epoch.attempts";

    private final MeterRegistry registry;
    private final Timer duration;
    private final AtomicLong last = new AtomicLong();
    private final AtomicLong matched = new AtomicLong();
    private final AtomicLong doubled = new AtomicLong();

    public EpochMeters(MeterRegistry registry) {
        this.registry = registry;
        duration = Timer.builder("mistnet.epoch.duration")
                .description("From the proposal of a completed attempt to its end at the coordinator")
                .publishPercentileHistogram()
                .register(registry);
        gauge("mistnet.epoch.last", last, "Number of the last epoch that completed, or whose result was opened here");
        gauge(
                "mistnet.epoch.pairs.matched",
                matched,
                "Pairs that both banks dealt, in the last attempt that this compute party ended");
        gauge(
                "mistnet.epoch.tags.doubled",
                doubled,
                "Tags seen twice on one side, in the last attempt that this compute party ended");
    }

    private void gauge(String name, AtomicLong value, String description) {
        Gauge.builder(name, value, AtomicLong::get).description(description).register(registry);
    }

    @Override
    public void on(EpochEvent event) {
        if (event instanceof Begun) {
            attempts("begun");
        } else if (event instanceof NotBegun e) {
            attempts("not_begun");
            count("mistnet.epoch.absences", "Attempts not begun, by the peer that was not ready", "peer", e.peer());
        } else if (event instanceof Completed e) {
            attempts(e.released() ? "released" : "completed");
            duration.record(e.duration());
            last.set(e.id().epoch());
        } else if (event instanceof Ran e) {
            matched.set(e.counts().matchedPairs());
            doubled.set(e.counts().doubledTags());
        } else if (event instanceof Timed e) {
            Timer.builder("mistnet.epoch.step")
                    .description(
                            "Time of the protocol's phases at this compute party, waiting for the others included; iterations are one each")
                    .tag("step", e.phase().replaceFirst(" \\d+$", ""))
                    .register(registry)
                    .record(e.duration());
        } else if (event instanceof Aborted e) {
            if (e.role().equals("coordinator")) {
                attempts("aborted");
            }
            aborts(e);
        } else if (event instanceof BankLeftOut e) {
            count("mistnet.epoch.banks.left.out", "Banks without a part in an attempt", "bank", e.bank());
        } else if (event instanceof ReleaseFailed e) {
            count("mistnet.epoch.releases.failed", "Results that a bank could not open", "bank", e.bank());
        } else if (event instanceof Opened e) {
            last.set(e.id().epoch());
            count("mistnet.epoch.opened", "Results opened by this bank", "role", "bank");
        } else if (event instanceof Overrun) {
            attempts("overrun");
        } else if (event instanceof MessageRefused e) {
            Counter.builder("mistnet.epoch.messages.refused")
                    .description("Control messages about epochs that were dropped")
                    .tag("peer", e.from())
                    .tag("kind", e.kind())
                    .register(registry)
                    .increment();
        }
    }

    private void aborts(Aborted e) {
        int slash = e.step().indexOf('/');
        Counter.builder("mistnet.epoch.aborts")
                .description("Attempts that ended without a result, as this node's roles saw them")
                .tag("role", e.role())
                .tag("peer", e.peer())
                .tag("step", slash < 0 ? e.step() : e.step().substring(0, slash))
                .register(registry)
                .increment();
    }

    private void attempts(String outcome) {
        count(ATTEMPTS, "Attempts at epochs, by what became of them, at the coordinator", "outcome", outcome);
    }

    private void count(String name, String description, String tag, String value) {
        Counter.builder(name)
                .description(description)
                .tag(tag, value)
                .register(registry)
                .increment();
    }
}
