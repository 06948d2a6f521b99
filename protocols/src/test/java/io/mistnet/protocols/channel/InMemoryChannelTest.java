package io.mistnet.protocols.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mistnet.protocols.channel.InMemoryChannel.Ends;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class InMemoryChannelTest {

    private static final Step STEP = Step.of("iteration 1").then("hop", 2);

    private final Ends ends = InMemoryChannel.pair("A", "B", Duration.ofMillis(50));
    private final long[] words = {1, 2, 3, 4};

    @Test
    void blocksArriveInOrderAtTheGivenPlace() {
        ends.first().send(STEP, words, 1, 2);
        ends.first().send(STEP, words, 3, 1);
        long[] received = new long[4];
        ends.second().receive(STEP, received, 2, 2);
        ends.second().receive(STEP, received, 0, 1);
        assertThat(received).containsExactly(4, 0, 2, 3);
    }

    @Test
    void aSentArrayIsTheCallersAgain() {
        ends.first().send(STEP, words, 0, 1);
        words[0] = 99;
        long[] received = new long[1];
        ends.second().receive(STEP, received, 0, 1);
        assertThat(received).containsExactly(1);
    }

    @Test
    void eachEndNamesTheOther() {
        assertThat(ends.first().peer()).isEqualTo("B");
        assertThat(ends.second().peer()).isEqualTo("A");
    }

    @Test
    void aBlockOfAnotherLengthIsADeviationAndWritesNothing() {
        ends.first().send(STEP, words, 0, 3);
        long[] received = new long[4];
        assertThatThrownBy(() -> ends.second().receive(STEP, received, 0, 4))
                .isInstanceOf(PeerDeviationException.class)
                .hasMessage("A at iteration 1/hop 2: block of 3 words where 4 belong");
        assertThat(received).containsOnly(0);
    }

    @Test
    void aBlockOfAnotherStepIsADeviationAndWritesNothing() {
        ends.first().send(Step.of("iteration 2").then("hop", 2), words, 0, 4);
        long[] received = new long[4];
        assertThatThrownBy(() -> ends.second().receive(STEP, received, 0, 4))
                .isInstanceOfSatisfying(PeerDeviationException.class, abort -> {
                    assertThat(abort.peer()).isEqualTo("A");
                    assertThat(abort.step()).isEqualTo("iteration 1/hop 2");
                });
        assertThat(received).containsOnly(0);
    }

    @Test
    void aSilentPeerIsLostAfterPatience() {
        assertThatThrownBy(() -> ends.second().receive(STEP, new long[1], 0, 1))
                .isInstanceOf(PeerLostException.class)
                .hasMessageContaining("does not answer");
    }

    @Test
    void aPeerThatDoesNotReadIsLostBeforeMuchIsHeld() {
        assertThatThrownBy(() -> {
                    for (int k = 0; k < 10; k++) {
                        ends.first().send(STEP, words, 0, 1);
                    }
                })
                .isInstanceOf(PeerLostException.class)
                .hasMessageContaining("does not read");
    }

    @Test
    void anInterruptEndsWaitingAndIsKept() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> ends.second().receive(STEP, new long[1], 0, 1)).isInstanceOf(PeerLostException.class);
        assertThat(Thread.interrupted()).isTrue();
    }
}
