package io.mistnet.protocols.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mistnet.protocols.channel.InMemoryChannel.Ends;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DelayedChannelTest {

    private final Ends ends = InMemoryChannel.pair("A", "B");
    private final List<Duration> slept = new ArrayList<>();
    private final Channel delayed = new DelayedChannel(ends.first(), Duration.ofMillis(20), 1_000, slept::add);

    @Test
    void aStepPaysLatencyOnceAndEveryBlockItsWords() {
        Step step = Step.of("hop");
        delayed.send(step, new long[10], 0, 10);
        delayed.send(step, new long[10], 0, 5);
        delayed.send(Step.of("next"), new long[10], 0, 1);
        assertThat(slept).containsExactly(Duration.ofMillis(30), Duration.ofMillis(5), Duration.ofMillis(21));
    }

    @Test
    void whatPassesIsUnchanged() {
        Step step = Step.of("hop");
        delayed.send(step, new long[] {7, 8, 9}, 1, 2);
        long[] received = new long[2];
        ends.second().receive(step, received, 0, 2);
        assertThat(received).containsExactly(8, 9);
        ends.second().send(step, new long[] {5}, 0, 1);
        delayed.receive(step, received, 0, 1);
        assertThat(received[0]).isEqualTo(5);
        assertThat(delayed.peer()).isEqualTo("B");
    }

    @Test
    void aLinkHasLatencyAndWidth() {
        assertThatThrownBy(() -> new DelayedChannel(ends.first(), Duration.ofMillis(-1), 1, slept::add))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new DelayedChannel(ends.first(), Duration.ZERO, 0, slept::add))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
