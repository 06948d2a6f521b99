package io.mistnet.node.epoch;

import static org.assertj.core.api.Assertions.assertThat;

import io.mistnet.protocols.channel.Channel;
import io.mistnet.protocols.channel.Step;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class StepTimesTest {

    private final AtomicLong nanos = new AtomicLong(77);
    private final StepTimes times = new StepTimes(nanos::get);
    private final Channel first = times.onto(new Silent());
    private final Channel second = times.onto(new Silent());

    @Test
    void theTimeUntilAMessageBelongsToItsPhase() {
        after(3, first, Step.of("matching").then("tags"));
        after(4, second, Step.of("matching").then("routes", 2));
        after(5, first, Step.of("iteration 1").then("hop", 1));

        assertThat(times.byPhase())
                .containsExactly(
                        Map.entry("matching", Duration.ofMillis(7)), Map.entry("iteration 1", Duration.ofMillis(5)));
    }

    @Test
    void aPhaseThatComesBackIsAddedUp() {
        after(3, first, Step.of("iteration 1"));
        after(1, first, Step.of("iteration 2"));
        after(2, second, Step.of("iteration 1"));

        assertThat(times.byPhase())
                .containsEntry("iteration 1", Duration.ofMillis(5))
                .containsEntry("iteration 2", Duration.ofMillis(1));
    }

    private void after(long millis, Channel channel, Step step) {
        nanos.addAndGet(Duration.ofMillis(millis).toNanos());
        channel.send(step, new long[1], 0, 1);
    }

    private static final class Silent implements Channel {
        @Override
        public String peer() {
            return "peer";
        }

        @Override
        public void send(Step step, long[] words, int offset, int count) {}

        @Override
        public void receive(Step step, long[] words, int offset, int count) {}
    }
}
