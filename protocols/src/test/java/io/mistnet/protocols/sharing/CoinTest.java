package io.mistnet.protocols.sharing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mistnet.protocols.channel.Channel;
import io.mistnet.protocols.channel.PeerDeviationException;
import io.mistnet.protocols.channel.Step;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CoinTest {

    private static final Step STEP = Step.of("coin");

    @Test
    void allThreeGetTheSame() {
        Map<Party, Seed> coins = new ThreeComputeParties(1).run(session -> Coin.toss(session, STEP));
        byte[] coin = coins.get(Party.P0).toBytes();
        assertThat(coins.get(Party.P1).toBytes()).isEqualTo(coin);
        assertThat(coins.get(Party.P2).toBytes()).isEqualTo(coin);
    }

    @Test
    void stepsAndRunsHaveCoinsOfTheirOwn() {
        byte[] coin = toss(1, STEP);
        assertThat(toss(2, STEP)).isNotEqualTo(coin);
        assertThat(toss(1, Step.of("another"))).isNotEqualTo(coin);
    }

    private static byte[] toss(long seed, Step step) {
        return new ThreeComputeParties(seed)
                .run(session -> Coin.toss(session, step))
                .get(Party.P2)
                .toBytes();
    }

    @Test
    void whoRevealsAnotherSeedThanItCommittedToIsNamed() {
        assertThatThrownBy(() -> new ThreeComputeParties(3).run(session -> {
                    if (!session.is(Party.P2)) {
                        return Coin.toss(session, STEP);
                    }
                    List<Channel> peers = List.of(session.to(Party.P0), session.to(Party.P1));
                    for (String message : List.of("commit", "reveal")) {
                        peers.forEach(peer -> peer.send(STEP.then(message), new long[] {1, 2, 3, 4}, 0, 4));
                        peers.forEach(peer -> peer.receive(STEP.then(message), new long[4], 0, 4));
                    }
                    return session.own(STEP);
                }))
                .isInstanceOfSatisfying(PeerDeviationException.class, abort -> {
                    assertThat(abort.peer()).isEqualTo("P2");
                    assertThat(abort.step()).isEqualTo("coin/reveal");
                });
    }

    @Test
    void nobodyRevealsBeforeAllHaveCommitted() {
        ThreeComputeParties parties = new ThreeComputeParties(4);
        assertThat(parties.roundsOf(session -> Coin.toss(session, STEP))).isEqualTo(2);
    }
}
