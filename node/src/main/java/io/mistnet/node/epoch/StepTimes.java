package io.mistnet.node.epoch;

import io.mistnet.protocols.channel.Channel;
import io.mistnet.protocols.channel.Step;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Where the time of one run at a compute party goes, by the phases of the protocol: the time until a message of a phase was sent, or had arrived, is that phase's. Computing and waiting for the others are not told apart.
 */
final class StepTimes {

    private final LongSupplier nanos;
    private final Map<String, Long> byPhase = new LinkedHashMap<>();
    private Step latest = Step.of("");
    private String phase = "";
    private long until;

    /** Starts now. */
    StepTimes(LongSupplier nanos) {
        this.nanos = nanos;
        this.until = nanos.getAsLong();
    }

    /** The same channel, watched. */
    Channel onto(Channel channel) {
        return new Watched(channel);
    }

    /** The phases so far, in the order in which they began. */
    synchronized Map<String, Duration> byPhase() {
        Map<String, Duration> times = new LinkedHashMap<>();
        byPhase.forEach((name, time) -> times.put(name, Duration.ofNanos(time)));
        return times;
    }

    private synchronized void passed(Step step) {
        long now = nanos.getAsLong();
        if (step != latest) {
            latest = step;
            phase = step.phase();
        }
        byPhase.merge(phase, now - until, Long::sum);
        until = now;
    }

    private final class Watched implements Channel {

        private final Channel inner;

        Watched(Channel inner) {
            this.inner = inner;
        }

        @Override
        public String peer() {
            return inner.peer();
        }

        @Override
        public void send(Step step, long[] words, int offset, int count) {
            inner.send(step, words, offset, count);
            passed(step);
        }

        @Override
        public void receive(Step step, long[] words, int offset, int count) {
            inner.receive(step, words, offset, count);
            passed(step);
        }
    }
}
