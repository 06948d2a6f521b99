package io.mistnet.protocols.channel;

import java.util.Map;
import java.util.TreeMap;

/** What one party sent, by phase: the first name of a step's path. Thread-safe. */
public final class Traffic {

    private final Map<String, Long> words = new TreeMap<>();
    private long blocks;

    synchronized void sent(Step step, int count) {
        words.merge(step.phase(), (long) count, Long::sum);
        blocks++;
    }

    /** Words sent, by phase. */
    public synchronized Map<String, Long> wordsByPhase() {
        return Map.copyOf(words);
    }

    public synchronized long words() {
        return words.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Bytes of payload sent; headers and encryption come on top. */
    public long bytes() {
        return words() * Long.BYTES;
    }

    public synchronized long blocks() {
        return blocks;
    }
}
