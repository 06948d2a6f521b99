package io.mistnet.protocols.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mistnet.protocols.channel.InMemoryChannel.Ends;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FaultyChannelTest {

    private static final Step STEP = Step.of("hop");

    private final Ends ends = InMemoryChannel.pair("A", "B", Duration.ofMillis(50));

    private Channel faulty(Fault fault, long block) {
        return new FaultyChannel(ends.first(), FaultPlan.of(fault, block, 5));
    }

    private static void sendThree(Channel channel) {
        for (long k = 1; k <= 3; k++) {
            channel.send(STEP, new long[] {k, 10 * k}, 0, 2);
        }
    }

    private long[] next() {
        long[] words = new long[2];
        ends.second().receive(STEP, words, 0, 2);
        return words;
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void blocksBeforeTheFaultPassUnchanged(Fault fault) {
        Channel channel = faulty(fault, 2);
        channel.send(STEP, new long[] {1, 2}, 0, 2);
        channel.send(STEP, new long[] {3, 4}, 0, 2);
        assertThat(next()).containsExactly(1, 2);
        assertThat(next()).containsExactly(3, 4);
    }

    @Test
    void aDroppedBlockIsMissing() {
        sendThree(faulty(Fault.DROP, 1));
        assertThat(next()).containsExactly(1, 10);
        assertThat(next()).containsExactly(3, 30);
    }

    @Test
    void aReorderedBlockComesAfterTheNext() {
        sendThree(faulty(Fault.REORDER, 0));
        assertThat(next()).containsExactly(2, 20);
        assertThat(next()).containsExactly(1, 10);
        assertThat(next()).containsExactly(3, 30);
    }

    @Test
    void aCorruptedBlockDiffersInOneBitTheSameInEveryRun() {
        sendThree(faulty(Fault.CORRUPT, 0));
        long[] first = next();
        assertThat(Long.bitCount(first[0] ^ 1) + Long.bitCount(first[1] ^ 10)).isEqualTo(1);
        next();
        next();
        sendThree(faulty(Fault.CORRUPT, 0));
        assertThat(next()).containsExactly(first);
    }

    @Test
    void aTruncatedBlockIsFoundByItsLength() {
        sendThree(faulty(Fault.TRUNCATE, 0));
        assertThatThrownBy(this::next)
                .isInstanceOf(PeerDeviationException.class)
                .hasMessageContaining("1 words");
    }

    @Test
    void aMislabelledBlockIsFoundByItsStep() {
        sendThree(faulty(Fault.MISLABEL, 0));
        assertThatThrownBy(this::next)
                .isInstanceOf(PeerDeviationException.class)
                .hasMessageContaining("another step");
    }

    @Test
    void aCutLinkIsLostInBothDirections() {
        Channel channel = faulty(Fault.CUT, 1);
        channel.send(STEP, new long[2], 0, 2);
        assertThatThrownBy(() -> channel.send(STEP, new long[2], 0, 2)).isInstanceOf(PeerLostException.class);
        assertThatThrownBy(() -> channel.receive(STEP, new long[2], 0, 2)).isInstanceOf(PeerLostException.class);
    }

    @Test
    void aRandomPlanIsTheSameForTheSameSeed() {
        assertThat(FaultPlan.random(5, 100, 3)).isEqualTo(FaultPlan.random(5, 100, 3));
        assertThat(FaultPlan.random(5, 100, 3).faults())
                .hasSize(5)
                .isNotEqualTo(FaultPlan.random(5, 100, 4).faults());
        assertThatThrownBy(() -> FaultPlan.random(2, 1, 3)).isInstanceOf(IllegalArgumentException.class);
    }
}
