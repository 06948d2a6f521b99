package io.mistnet.node.oprf;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs and counts how ceremonies go. The same deviation of the same holder is logged once. */
final class CeremonyLog implements CeremonyListener {

    private static final Logger LOG = LoggerFactory.getLogger(CeremonyLog.class);

    /** A holder may find something new to say at each run. */
    private static final int MOST_REMEMBERED = 1_000;

    private final MeterRegistry meters;
    private final Set<String> logged = ConcurrentHashMap.newKeySet();

    CeremonyLog(MeterRegistry meters) {
        this.meters = meters;
    }

    @Override
    public void state(int epoch, String state) {
        LOG.info("keyEpoch={} ceremony: {}", epoch, state);
    }

    @Override
    public void deviated(int epoch, String institution, String reason) {
        if (logged.size() >= MOST_REMEMBERED) {
            logged.clear();
        }
        if (logged.add("%d %s %s".formatted(epoch, institution, reason))) {
            fault(epoch, institution, reason);
        }
    }

    @Override
    public void fault(int epoch, String institutions, String reason) {
        LOG.warn("keyEpoch={} holder={} deviated: {}", epoch, institutions, reason);
        Counter.builder("mistnet.oprf.ceremony.faults")
                .description("Deviations of holders, or of one among two, while they made or refreshed a key")
                .tag("holder", institutions)
                .register(meters)
                .increment();
    }

    @Override
    public void givenUp(int epoch, String reason) {
        LOG.warn("keyEpoch={} run given up: {}", epoch, reason);
        runs("given_up");
    }

    @Override
    public void established(int epoch, int generation) {
        LOG.info("keyEpoch={} generation={} established: all holders have signed", epoch, generation);
        runs("established");
    }

    private void runs(String outcome) {
        Counter.builder("mistnet.oprf.ceremony.runs")
                .description("Runs in which the holders made or refreshed a key, by what became of them")
                .tag("outcome", outcome)
                .register(meters)
                .increment();
    }
}
