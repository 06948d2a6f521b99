package io.mistnet.protocols.channel;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A channel between two threads of one process. It holds few blocks, so that a protocol that would block a real link blocks here too.
 *
 * <p>Whoever waits for the other end longer than its patience, a minute unless said otherwise, gives the peer up.
 */
public final class InMemoryChannel implements Channel {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int CAPACITY = 4;

    private final String self;
    private final String peer;
    private final BlockingQueue<Block> outgoing;
    private final BlockingQueue<Block> incoming;
    private final Duration patience;

    private record Block(Step step, long[] words) {}

    /** The two ends of a link. */
    public record Ends(Channel first, Channel second) {}

    private InMemoryChannel(
            String self, String peer, BlockingQueue<Block> outgoing, BlockingQueue<Block> incoming, Duration patience) {
        this.self = self;
        this.peer = peer;
        this.outgoing = outgoing;
        this.incoming = incoming;
        this.patience = patience;
    }

    /** Two connected ends: the first is held by {@code a}, whose peer is {@code b}; the second the other way round. */
    public static Ends pair(String a, String b) {
        return pair(a, b, PATIENCE);
    }

    /** The same, with both ends as patient as told. */
    public static Ends pair(String a, String b, Duration patience) {
        BlockingQueue<Block> there = new ArrayBlockingQueue<>(CAPACITY);
        BlockingQueue<Block> back = new ArrayBlockingQueue<>(CAPACITY);
        return new Ends(
                new InMemoryChannel(a, b, there, back, patience), new InMemoryChannel(b, a, back, there, patience));
    }

    @Override
    public String peer() {
        return peer;
    }

    @Override
    public void send(Step step, long[] words, int offset, int count) {
        Block block = new Block(step, Arrays.copyOfRange(words, offset, offset + count));
        try {
            if (!outgoing.offer(block, patience.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new PeerLostException(peer, step, "does not read");
            }
        } catch (InterruptedException e) {
            throw interrupted(step);
        }
    }

    @Override
    public void receive(Step step, long[] words, int offset, int count) {
        Block block;
        try {
            block = incoming.poll(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            throw interrupted(step);
        }
        if (block == null) {
            throw new PeerLostException(peer, step, "does not answer");
        }
        if (block.words.length != count) {
            throw new PeerDeviationException(
                    peer, step, "block of %d words where %d belong".formatted(block.words.length, count));
        }
        if (!block.step.equals(step)) {
            throw new PeerDeviationException(peer, step, "block of another step");
        }
        System.arraycopy(block.words, 0, words, offset, count);
    }

    private PeerLostException interrupted(Step step) {
        Thread.currentThread().interrupt();
        return new PeerLostException(peer, step, self + " was interrupted");
    }
}
