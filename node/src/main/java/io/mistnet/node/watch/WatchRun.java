package io.mistnet.node.watch;

import io.mistnet.connectors.selector.Selector;
import io.mistnet.node.lookup.Asking;
import io.mistnet.node.lookup.BulkLookup;
import io.mistnet.node.lookup.LookupAnswer;
import io.mistnet.node.lookup.LookupFailedException;
import io.mistnet.node.request.Deadline;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks the whole watch list up, tells what has changed since the last run, and that only. A run that fails changes nothing, and what was told is not told again.
 *
 * <p>A selector that is new in the list has all its records told as new; of one that is taken out of it nothing more is told. Not thread-safe.
 */
final class WatchRun {

    private static final Logger LOG = LoggerFactory.getLogger(WatchRun.class);
    private static final int BATCH = 1024;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Path list;
    private final WatchStore store;
    private final WatchHashes hashes;
    private final BulkLookup lookup;
    private final Asking asking;
    private final ChangeSink sink;
    private final InstantSource clock;

    /** @param list read anew for every run */
    WatchRun(
            Path list,
            WatchStore store,
            WatchHashes hashes,
            BulkLookup lookup,
            Asking asking,
            ChangeSink sink,
            InstantSource clock) {
        this.list = list;
        this.store = store;
        this.hashes = hashes;
        this.lookup = lookup;
        this.asking = asking;
        this.sink = sink;
        this.clock = clock;
    }

    /**
     * What a run did.
     *
     * @param at when
     * @param selectors how many were looked up
     * @param changed of how many something was told
     * @param badLines lines of the list that were skipped
     */
    record Outcome(Instant at, int selectors, int changed, int badLines) {}

    /** When the last run was that went through; empty before the first. */
    Optional<Instant> lastAt() throws IOException {
        return store.last().map(WatchState::at);
    }

    /**
     * Runs once.
     *
     * @throws IOException where the list cannot be read, or its state or the changes cannot be written
     * @throws LookupFailedException where a lookup failed
     */
    Outcome run() throws IOException, LookupFailedException {
        settle();
        Optional<WatchState> last = store.last();
        WatchList watched = WatchList.read(list);
        watched.badLines().forEach(line -> LOG.warn("watch-list={} skipped {}", list, line));
        Instant at = clock.instant();
        Map<String, List<RecordHash>> now = new LinkedHashMap<>();
        List<ChangeNotice> notices = new ArrayList<>();
        lookUp(watched.selectors()).forEach((selector, answer) -> {
            String hash = hashes.of(selector);
            List<RecordHash> records = hashes.of(selector, answer);
            if (!records.isEmpty()) {
                now.put(hash, records);
            }
            RecordChanges changes =
                    RecordChanges.between(last.map(state -> state.of(hash)).orElse(List.of()), records);
            if (!changes.isNone()) {
                notices.add(ChangeNotice.of(selector, answer, changes, at));
            }
        });
        WatchState next = new WatchState(UUID.randomUUID().toString(), at, now);
        store.prepare(next);
        if (!notices.isEmpty()) {
            sink.tell(next.run(), notices);
        }
        store.adopt();
        Outcome outcome = new Outcome(
                at,
                watched.selectors().size(),
                notices.size(),
                watched.badLines().size());
        LOG.info(
                "watch-list={} selectors={} changed={} badLines={} done",
                list,
                outcome.selectors(),
                outcome.changed(),
                outcome.badLines());
        return outcome;
    }

    /** Brings a run to its end that was interrupted while it told its changes. */
    private void settle() throws IOException {
        Optional<WatchState> open = store.prepared();
        if (open.isPresent()) {
            if (sink.lastRun().equals(open.map(WatchState::run))) {
                store.adopt();
            } else {
                store.drop();
            }
        }
    }

    private Map<Selector, LookupAnswer> lookUp(List<Selector> selectors) throws LookupFailedException {
        Map<Selector, LookupAnswer> found = new LinkedHashMap<>();
        for (int from = 0; from < selectors.size(); from += BATCH) {
            List<Selector> part = selectors.subList(from, Math.min(selectors.size(), from + BATCH));
            List<LookupAnswer> answers = lookup.lookAll(part, asking, Deadline.in(PATIENCE));
            for (int i = 0; i < part.size(); i++) {
                found.put(part.get(i), answers.get(i));
            }
        }
        return found;
    }
}
