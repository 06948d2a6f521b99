package io.mistnet.node.oprf;

import io.mistnet.protocols.oprf.KeyShare;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys that this holder has shares of, in memory as in {@link KeyFolder}. Of each key epoch there is at most one that all holders have signed, and one on its way there. Once all have signed a newer generation,
 * the older one's file is deleted; in memory its share serves for a short grace, so that what is under way ends well.
 *
 * <p>Key epochs outside the network file are not touched, and not used. Thread-safe; held for look-ups and writes only, not while somebody evaluates.
 */
final class HeldKeys implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HeldKeys.class);

    private record Retired(KeptKey key, Instant until) {}

    private final KeyFolder folder;
    private final Duration grace;
    private final InstantSource clock;
    private final List<KeptKey> keys = new ArrayList<>();
    private final List<Retired> retired = new ArrayList<>();
    private boolean closed;

    /**
     * Reads the folder.
     *
     * @param epochs those of the network file
     * @param grace how long the share of an older generation serves
     */
    HeldKeys(KeyFolder folder, Set<Integer> epochs, Duration grace, InstantSource clock) throws IOException {
        this.folder = folder;
        this.grace = grace;
        this.clock = clock;
        for (KeptKey key : folder.load()) {
            if (epochs.contains(key.epoch())) {
                keys.add(key);
            } else {
                LOG.warn(
                        "keyEpoch={} is not in the network file; its share is not used, and stays in {} until you delete it",
                        key.epoch(),
                        folder.file(key.epoch(), key.generation()));
            }
        }
        new TreeSet<>(epochs).forEach(epoch -> established(epoch).ifPresent(this::eraseOlder));
    }

    /** The key of this epoch and generation, signed by all or not yet. */
    synchronized Optional<KeptKey> find(int epoch, int generation) {
        return keys.stream()
                .filter(key -> key.epoch() == epoch && key.generation() == generation)
                .findFirst();
    }

    /** The newest generation that all holders have signed. */
    synchronized Optional<KeptKey> established(int epoch) {
        return keys.stream()
                .filter(key -> key.epoch() == epoch && key.established())
                .max(Comparator.comparingInt(KeptKey::generation));
    }

    /** A generation that this holder has signed and, as far as it knows, not all others. */
    synchronized Optional<KeptKey> pending(int epoch) {
        return keys.stream()
                .filter(key -> key.epoch() == epoch && !key.established())
                .findFirst();
    }

    /**
     * The share to evaluate with. That of a generation on its way serves as well: somebody who asks for it has seen all signatures. So does one that was replaced, for the grace.
     */
    synchronized Optional<KeyShare> share(int epoch, int generation) {
        Instant now = clock.instant();
        retired.removeIf(old -> old.until().isBefore(now));
        return find(epoch, generation)
                .or(() -> retired.stream()
                        .map(Retired::key)
                        .filter(key -> key.epoch() == epoch && key.generation() == generation)
                        .findFirst())
                .map(KeptKey::share);
    }

    /** Keeps a key, in the place of what was kept of its epoch and generation. It is on disk when the method returns. */
    synchronized void keep(KeptKey key) {
        requireOpen();
        folder.write(key);
        remove(key);
        keys.add(key);
        if (key.established()) {
            eraseOlder(key);
        }
    }

    /** Forgets a key that never came to be. */
    synchronized void drop(KeptKey key) {
        requireOpen();
        folder.delete(key);
        remove(key);
    }

    /** From now on the folder is another's: nothing is written or deleted any more, whoever tries. */
    @Override
    public synchronized void close() {
        closed = true;
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("this holder has ended; its folder may be another's now");
        }
    }

    private void remove(KeptKey key) {
        keys.removeIf(old -> old.epoch() == key.epoch() && old.generation() == key.generation());
    }

    private void eraseOlder(KeptKey newest) {
        for (KeptKey old : List.copyOf(keys)) {
            if (old.epoch() == newest.epoch() && old.generation() < newest.generation()) {
                drop(old);
                retired.add(new Retired(old, clock.instant().plus(grace)));
                LOG.info("keyEpoch={} generation={} share erased", old.epoch(), old.generation());
            }
        }
    }
}
