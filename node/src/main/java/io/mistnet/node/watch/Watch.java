package io.mistnet.node.watch;

import io.micrometer.core.instrument.MeterRegistry;
import io.mistnet.node.http.HealthCheck;
import io.mistnet.node.identity.HmacKey;
import io.mistnet.node.ingest.IngestSettings.Retry;
import io.mistnet.node.lookup.Asking;
import io.mistnet.node.lookup.BulkLookup;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.actor.typed.Props;

/** A node's watch list, at work for as long as its actor system is. */
public final class Watch {

    private static final String KEY = "hash.key";
    private static final Retry RETRY = new Retry(Duration.ofSeconds(10), Duration.ofMinutes(30));

    private final WatchRun run;
    private final Duration every;
    private final InstantSource clock;
    private final WatchMeters meters;

    /**
     * @param list the file with the selectors; it need not be there yet
     * @param every from one run to the next
     * @param folder where state and key are kept; made where it is missing
     * @throws IOException where the folder or the key in it cannot be used
     */
    public Watch(
            Path list,
            Duration every,
            Path folder,
            BulkLookup lookup,
            Asking asking,
            ChangeSink sink,
            MeterRegistry registry,
            InstantSource clock)
            throws IOException {
        WatchStore store = new WatchStore(folder);
        WatchHashes hashes = new WatchHashes(HmacKey.open(folder.resolve(KEY), new SecureRandom()));
        this.run = new WatchRun(list, store, hashes, lookup, asking, sink, clock);
        this.every = every;
        this.clock = clock;
        this.meters = new WatchMeters(registry);
    }

    /** Begins; it ends with the system. */
    public void start(ActorSystem<?> system) {
        WatchSchedule.Work work = new WatchSchedule.Work() {
            @Override
            public Optional<Instant> lastAt() throws IOException {
                return run.lastAt();
            }

            @Override
            public WatchRun.Outcome run() throws Exception {
                return run.run();
            }
        };
        system.systemActorOf(
                WatchSchedule.create(
                        work, every, RETRY, clock, system.dispatchers().lookup(DispatcherSelector.blocking()), meters),
                "watch-list",
                Props.empty());
    }

    public HealthCheck health() {
        return meters;
    }
}
