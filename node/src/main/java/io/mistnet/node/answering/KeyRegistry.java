package io.mistnet.node.answering;

import java.security.SecureRandom;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The expansion keys that askers have uploaded, some 2 MB of native memory each, by the ids that the host gave them. Where there is no room, a set of the asker that holds most goes first, of those
 * the one used longest ago: who uploads many loses its own. Keys that were put out are closed when the last question under them is over. Safe for any thread.
 *
 * @param <K> the keys
 */
final class KeyRegistry<K extends AutoCloseable> implements AutoCloseable {

    private final int mostPerAsker;
    private final int most;
    private final SecureRandom random;
    /** In the order of last use. */
    private final LinkedHashMap<KeyId, Held> held = new LinkedHashMap<>(16, 0.75f, true);

    private final Map<String, Integer> counts = new HashMap<>();
    private long displaced;
    private boolean closed;

    /**
     * @param mostPerAsker sets of one asker
     * @param most sets in all
     */
    KeyRegistry(int mostPerAsker, int most, SecureRandom random) {
        this.mostPerAsker = mostPerAsker;
        this.most = most;
        this.random = random;
    }

    /**
     * Takes in keys, which it will close.
     *
     * @throws RefusedQuestionException if it is closed itself
     */
    synchronized KeyId add(String asker, K keys) {
        if (closed) {
            putOut(new Held(asker, keys));
            throw RefusedQuestionException.closed();
        }
        if (counts.getOrDefault(asker, 0) >= mostPerAsker) {
            putOutOldest(asker);
        }
        if (held.size() >= most) {
            putOutOldest(greediest(asker));
        }
        KeyId id = KeyId.draw(random);
        held.put(id, new Held(asker, keys));
        counts.merge(asker, 1, Integer::sum);
        return id;
    }

    /** The asker's keys, to be used until the lease is closed; none if the host does not hold them, or they are another's. */
    synchronized Optional<Lease<K>> lease(String asker, KeyId id) {
        Held keys = held.get(id);
        if (keys == null || !keys.asker.equals(asker)) {
            return Optional.empty();
        }
        keys.users++;
        return Optional.of(new Lease<>(keys.keys, () -> release(keys)));
    }

    synchronized int size() {
        return held.size();
    }

    /** How many sets fit. */
    int most() {
        return most;
    }

    /** How many sets had to make room for others. */
    synchronized long displaced() {
        return displaced;
    }

    @Override
    public synchronized void close() {
        closed = true;
        held.values().forEach(this::putOut);
        held.clear();
        counts.clear();
    }

    /** The asker that holds most; of equals, the one that uploads. */
    private String greediest(String uploading) {
        return counts.entrySet().stream()
                .max(Comparator.comparing((Map.Entry<String, Integer> entry) -> entry.getValue())
                        .thenComparing(entry -> entry.getKey().equals(uploading)))
                .orElseThrow()
                .getKey();
    }

    private void putOutOldest(String asker) {
        KeyId oldest = held.entrySet().stream()
                .filter(entry -> entry.getValue().asker.equals(asker))
                .findFirst()
                .orElseThrow()
                .getKey();
        Held out = held.remove(oldest);
        displaced++;
        counts.computeIfPresent(asker, (a, count) -> count == 1 ? null : count - 1);
        if (out != null) {
            putOut(out);
        }
    }

    private void putOut(Held keys) {
        keys.isOut = true;
        closeIfUnused(keys);
    }

    private synchronized void release(Held keys) {
        keys.users--;
        closeIfUnused(keys);
    }

    private void closeIfUnused(Held keys) {
        if (keys.isOut && keys.users == 0) {
            try {
                keys.keys.close();
            } catch (Exception e) {
                throw new IllegalStateException("keys that cannot be closed", e);
            }
        }
    }

    private final class Held {

        private final String asker;
        private final K keys;
        private int users;
        private boolean isOut;

        private Held(String asker, K keys) {
            this.asker = asker;
            this.keys = keys;
        }
    }

    /** The use of a set of keys. */
    record Lease<K>(K keys, Runnable end) implements AutoCloseable {

        @Override
        public void close() {
            end.run();
        }
    }
}
