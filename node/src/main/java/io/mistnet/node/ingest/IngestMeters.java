package io.mistnet.node.ingest;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.mistnet.node.ingest.IngestHealth.State;
import io.mistnet.node.window.Counter;
import io.mistnet.node.window.WindowStore;
import java.util.Map;

/** What monitoring sees of ingest and of the window. The counters are those of the store: they survive restarts. */
public final class IngestMeters {

    private static final Map<Counter, String> TRANSFERS = Map.of(
            Counter.KEPT, "kept",
            Counter.DUPLICATE, "duplicate",
            Counter.EXPIRED, "expired",
            Counter.DEAD, "dead");
    private static final Map<Counter, String> SCORES = Map.of(
            Counter.SCORES_KEPT, "kept",
            Counter.SCORES_STALE, "stale",
            Counter.SCORES_DEAD, "dead");

    private IngestMeters() {}

    public static void register(MeterRegistry registry, TransferIngest ingest, WindowStore store) {
        TRANSFERS.forEach((counter, outcome) -> FunctionCounter.builder(
                        "mistnet.ingest.transfers", store, s -> s.counters().get(counter))
                .description("Transfers delivered, by what became of them; a record that cannot be read counts as one")
                .tag("outcome", outcome)
                .register(registry));
        SCORES.forEach((counter, outcome) -> FunctionCounter.builder(
                        "mistnet.ingest.scores", store, s -> s.counters().get(counter))
                .description("Risk scores delivered, by what became of them")
                .tag("outcome", outcome)
                .register(registry));
        FunctionCounter.builder("mistnet.ingest.missed", ingest, TransferIngest::missed)
                .description("Records that Kafka had deleted before they were read")
                .register(registry);
        Gauge.builder("mistnet.ingest.waiting", ingest, TransferIngest::waiting)
                .description("Records of transfers and risk scores that wait in Kafka to be read")
                .register(registry);
        Gauge.builder("mistnet.ingest.up", ingest, i -> i.health().state() == State.READING ? 1 : 0)
                .description("1 while the stream of transfers is followed, 0 while something is waited for")
                .register(registry);
        Gauge.builder("mistnet.window.pairs", store, WindowStore::pairs)
                .description("Pairs of accounts in the present window")
                .register(registry);
    }
}
