package io.mistnet.simulator.network;

import io.mistnet.protocols.channel.Channel;
import io.mistnet.protocols.channel.Step;

/** Tells when the first message of an iteration passed one of a party's links, and the first after the iterations. */
final class PhaseClock {

    private static final String ITERATION = "iteration";

    private Moment begin = Moment.NEVER;
    private Moment end = Moment.NEVER;

    /**
     * A moment on the process's two clocks.
     *
     * @param nanos of wall time
     * @param cpuNanos of CPU time, all threads together
     */
    record Moment(long nanos, long cpuNanos) {

        static final Moment NEVER = new Moment(Long.MAX_VALUE, Long.MAX_VALUE);

        static Moment now() {
            return new Moment(System.nanoTime(), ProcessFigures.cpuNanos());
        }
    }

    synchronized Moment begin() {
        return begin;
    }

    synchronized Moment end() {
        return end;
    }

    /** Says that the party is done: where nothing came after the iterations, they end now. */
    synchronized void stop() {
        if (end == Moment.NEVER) {
            end = Moment.now();
        }
    }

    Channel onto(Channel channel) {
        return new Timed(channel);
    }

    private synchronized void pass(Step step) {
        boolean running = begin != Moment.NEVER;
        if (end == Moment.NEVER && step.phase().startsWith(ITERATION) != running) {
            if (running) {
                end = Moment.now();
            } else {
                begin = Moment.now();
            }
        }
    }

    private final class Timed implements Channel {
        private final Channel inner;

        Timed(Channel inner) {
            this.inner = inner;
        }

        @Override
        public String peer() {
            return inner.peer();
        }

        @Override
        public void send(Step step, long[] words, int offset, int count) {
            pass(step);
            inner.send(step, words, offset, count);
        }

        @Override
        public void receive(Step step, long[] words, int offset, int count) {
            pass(step);
            inner.receive(step, words, offset, count);
        }
    }
}
