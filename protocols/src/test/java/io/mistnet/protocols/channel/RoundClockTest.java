package io.mistnet.protocols.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.mistnet.protocols.channel.InMemoryChannel.Ends;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RoundClockTest {

    private final RoundClock a = new RoundClock();
    private final RoundClock b = new RoundClock();
    private final Ends ends = clocked();
    private final long[] word = {1};

    private Ends clocked() {
        Ends plain = InMemoryChannel.pair("A", "B");
        return RoundClock.onto(plain.first(), a, plain.second(), b);
    }

    private void aToB(Step step) {
        ends.first().send(step, word, 0, 1);
        ends.second().receive(step, word, 0, 1);
    }

    private void bToA(Step step) {
        ends.second().send(step, word, 0, 1);
        ends.first().receive(step, word, 0, 1);
    }

    @Test
    void questionAndAnswerAreTwoRounds() {
        aToB(Step.of("question"));
        bToA(Step.of("answer"));
        assertThat(b.rounds()).isEqualTo(1);
        assertThat(a.rounds()).isEqualTo(2);
        assertThat(a.roundsByPhase()).isEqualTo(Map.of("answer", 2));
    }

    @Test
    void messagesThatCrossAreOneRound() {
        Step step = Step.of("opening");
        ends.first().send(step, word, 0, 1);
        ends.second().send(step, word, 0, 1);
        ends.first().receive(step, word, 0, 1);
        ends.second().receive(step, word, 0, 1);
        assertThat(a.rounds()).isEqualTo(1);
        assertThat(b.rounds()).isEqualTo(1);
    }

    @Test
    void allBlocksOfOneStepAreOneMessage() {
        Step step = Step.of("opening");
        for (int block = 0; block < 3; block++) {
            aToB(step);
            bToA(step);
        }
        assertThat(a.rounds()).isEqualTo(2);
    }

    @Test
    void whatIsSentAheadCostsNoRound() {
        ends.first().send(Step.of("dealing"), word, 0, 1);
        aAfterTwoRounds();
        assertThat(b.rounds()).isEqualTo(1);
    }

    private void aAfterTwoRounds() {
        ends.second().receive(Step.of("dealing"), word, 0, 1);
        bToA(Step.of("x"));
        assertThat(a.rounds()).isEqualTo(2);
    }
}
