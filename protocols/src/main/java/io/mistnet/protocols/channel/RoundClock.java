package io.mistnet.protocols.channel;

import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Counts rounds: the longest chain of messages of which each waited for the one before. One clock for each party; both ends of a link carry the sender's reading beside
 * the message, so that this works only where all parties share a process.
 *
 * <p>All blocks of one step to one peer count as one message.
 */
public final class RoundClock {

    private final Map<String, Integer> roundsByPhase = new HashMap<>();
    private int now;

    /** Rounds until now. */
    public synchronized int rounds() {
        return now;
    }

    /** Rounds by which each phase moved this party's clock. */
    public synchronized Map<String, Integer> roundsByPhase() {
        return Map.copyOf(roundsByPhase);
    }

    private synchronized void advanceTo(int round, Step step) {
        if (round > now) {
            roundsByPhase.merge(step.phase(), round - now, Integer::sum);
            now = round;
        }
    }

    /** Puts clocks on both ends of a link. */
    public static InMemoryChannel.Ends onto(
            Channel first, RoundClock firstClock, Channel second, RoundClock secondClock) {
        Queue<Integer> there = new ConcurrentLinkedQueue<>();
        Queue<Integer> back = new ConcurrentLinkedQueue<>();
        return new InMemoryChannel.Ends(
                new Clocked(first, firstClock, there, back), new Clocked(second, secondClock, back, there));
    }

    private static final class Clocked implements Channel {

        private final Channel inner;
        private final RoundClock clock;
        private final Queue<Integer> sent;
        private final Queue<Integer> received;
        private final Map<Step, Integer> sentAt = new HashMap<>();

        Clocked(Channel inner, RoundClock clock, Queue<Integer> sent, Queue<Integer> received) {
            this.inner = inner;
            this.clock = clock;
            this.sent = sent;
            this.received = received;
        }

        @Override
        public String peer() {
            return inner.peer();
        }

        @Override
        public void send(Step step, long[] words, int offset, int count) {
            sent.add(sentAt.computeIfAbsent(step, s -> clock.rounds()));
            inner.send(step, words, offset, count);
        }

        @Override
        public void receive(Step step, long[] words, int offset, int count) {
            inner.receive(step, words, offset, count);
            Integer round = received.poll();
            if (round != null) {
                clock.advanceTo(round + 1, step);
            }
        }
    }
}
