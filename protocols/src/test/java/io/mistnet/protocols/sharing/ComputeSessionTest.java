package io.mistnet.protocols.sharing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mistnet.protocols.channel.Channel;
import io.mistnet.protocols.channel.Step;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ComputeSessionTest {

    private static final Step STEP = Step.of("hop");

    private final Map<Party, Channel> channels = new ThreeComputeParties(1).channels(Party.P0);
    private final ComputeSession session = session(Party.P0, channels);

    private static ComputeSession session(Party me, Map<Party, Channel> channels) {
        Map<Party, Seed> seeds = new EnumMap<>(Party.class);
        seeds.put(Party.P1, ThreeComputeParties.seed(1, 1));
        seeds.put(Party.P2, ThreeComputeParties.seed(1, 2));
        return new ComputeSession(me, channels, seeds, ThreeComputeParties.seed(1, 3));
    }

    @Test
    void randomnessOfAStepIsHandedOutOnceForEachPeer() {
        session.common(Party.P1, STEP);
        session.common(Party.P2, STEP);
        session.own(STEP);
        assertThatThrownBy(() -> session.common(Party.P1, Step.of("hop")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the randomness of hop was used before");
        assertThatThrownBy(() -> session.commonSeed(Party.P2, STEP)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> session.own(STEP)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void stepsAndPeersHaveRandomnessOfTheirOwn() {
        long[] words = session.common(Party.P1, STEP).next(2);
        assertThat(session.common(Party.P2, STEP).next(2)).isNotEqualTo(words);
        assertThat(session.common(Party.P1, STEP.then("more")).next(2)).isNotEqualTo(words);
    }

    @Test
    void aPartyHasNothingInCommonWithItself() {
        assertThatThrownBy(() -> session.common(Party.P0, STEP)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> session.to(Party.P0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void bothOtherPartiesAreNeeded() {
        assertThatThrownBy(() -> session(Party.P1, channels)).isInstanceOf(IllegalArgumentException.class);
        assertThat(session.me()).isEqualTo(Party.P0);
    }
}
