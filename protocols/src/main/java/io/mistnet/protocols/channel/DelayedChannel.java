package io.mistnet.protocols.channel;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Makes a link as slow as a distant one. The first block of a step waits for the link's latency, every block for its words to be written; what sleeps is handed in, so that this class has no clock.
 */
public final class DelayedChannel implements Channel {

    private final Channel inner;
    private final Duration latency;
    private final long wordsPerSecond;
    private final Consumer<Duration> sleep;
    private final Set<Step> begun = new HashSet<>();

    /**
     * @param latency one way, at least 0
     * @param wordsPerSecond the link's width, at least 1
     * @param sleep lets the sender's thread wait
     */
    public DelayedChannel(Channel inner, Duration latency, long wordsPerSecond, Consumer<Duration> sleep) {
        if (latency.isNegative() || wordsPerSecond < 1) {
            throw new IllegalArgumentException(
                    "not a link: latency %s, %d words a second".formatted(latency, wordsPerSecond));
        }
        this.inner = inner;
        this.latency = latency;
        this.wordsPerSecond = wordsPerSecond;
        this.sleep = sleep;
    }

    @Override
    public String peer() {
        return inner.peer();
    }

    @Override
    public void send(Step step, long[] words, int offset, int count) {
        Duration writing = Duration.ofSeconds(count).dividedBy(wordsPerSecond);
        sleep.accept(begun.add(step) ? latency.plus(writing) : writing);
        inner.send(step, words, offset, count);
    }

    @Override
    public void receive(Step step, long[] words, int offset, int count) {
        inner.receive(step, words, offset, count);
    }
}
