package io.mistnet.protocols.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.mistnet.protocols.channel.InMemoryChannel.Ends;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CountedChannelTest {

    @Test
    void whatIsSentCountsByPhaseAndWhatIsReceivedDoesNot() {
        Ends ends = InMemoryChannel.pair("A", "B");
        Traffic traffic = new Traffic();
        Channel counted = new CountedChannel(ends.first(), traffic);
        counted.send(Step.of("matching").then("S lane", 0), new long[9], 2, 7);
        counted.send(Step.of("matching").then("map"), new long[9], 0, 3);
        counted.send(Step.of("finish"), new long[1], 0, 1);
        ends.second().send(Step.of("finish"), new long[5], 0, 5);
        counted.receive(Step.of("finish"), new long[5], 0, 5);
        assertThat(traffic.wordsByPhase()).isEqualTo(Map.of("matching", 10L, "finish", 1L));
        assertThat(traffic.words()).isEqualTo(11);
        assertThat(traffic.bytes()).isEqualTo(88);
        assertThat(traffic.blocks()).isEqualTo(3);
        assertThat(counted.peer()).isEqualTo("B");
    }
}
