package io.mistnet.protocols.permutation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mistnet.protocols.channel.Step;
import io.mistnet.protocols.permutation.HiddenPermutation.Segment;
import io.mistnet.protocols.sharing.Additive;
import io.mistnet.protocols.sharing.ComputeSession;
import io.mistnet.protocols.sharing.Party;
import io.mistnet.protocols.sharing.PartyPair;
import io.mistnet.protocols.sharing.Shared;
import io.mistnet.protocols.sharing.ThreeComputeParties;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class HiddenPermutationTest {

    private static final Step STEP = Step.of("permutation");

    private final List<PartyPair> holders = List.of(PartyPair.P01, PartyPair.P12, PartyPair.P02);
    private final List<Permutation> segments = new ArrayList<>();

    private HiddenPermutation knownTo(ComputeSession session, int rows) {
        List<Segment> known = new ArrayList<>();
        for (int k = 0; k < holders.size(); k++) {
            Gather picks = holders.get(k).has(session.me()) ? segments.get(k) : Gather.unknown(rows);
            known.add(new Segment(holders.get(k), picks));
        }
        return new HiddenPermutation(known);
    }

    @Test
    void segmentsAreAppliedInOrderAndTheResultLiesWithTheLastHolders() {
        int rows = 9_000;
        for (int k = 0; k < 3; k++) {
            segments.add(Permutation.random(rows, ThreeComputeParties.seed(1, k).words()));
        }
        long[] values = new SplittableRandom(1).longs(rows).toArray();
        ThreeComputeParties parties = new ThreeComputeParties(1);
        Map<Party, Additive> parts = parties.run(session -> {
            HiddenPermutation hidden = knownTo(session, rows);
            assertThat(hidden.start()).isEqualTo(PartyPair.P01);
            assertThat(hidden.end()).isEqualTo(PartyPair.P02);
            return hidden.apply(session, STEP, Shared.between(session, PartyPair.P01, values));
        });
        assertThat(parts.get(Party.P0).holders()).isEqualTo(PartyPair.P02);
        int[] whole =
                segments.get(0).then(segments.get(1)).then(segments.get(2)).index();
        assertThat(Shared.open(parts))
                .containsExactly(
                        Arrays.stream(whole).mapToLong(row -> values[row]).toArray());
        assertThat(parties.wordsOf("permutation")).isEqualTo(2L * rows);
    }

    @Test
    void aVectorThatLiesElsewhereIsRefused() {
        for (int k = 0; k < 3; k++) {
            segments.add(Permutation.random(4, ThreeComputeParties.seed(1, k).words()));
        }
        assertThatThrownBy(() -> new ThreeComputeParties(2)
                        .run(session -> knownTo(session, 4)
                                .apply(session, STEP, Shared.between(session, PartyPair.P02, new long[4]))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("vector at P02 where P01 is needed");
    }

    @Test
    void aShuffleKeepsTheRowsAndNobodyKnowsAllOfIt() {
        long[] values = LongStream.range(0, 500).toArray();
        Map<Party, Additive> parts = new ThreeComputeParties(3).run(session -> {
            SecretShuffle shuffle = SecretShuffle.draw(session, STEP, values.length);
            for (PartyPair pair : PartyPair.values()) {
                if (!pair.has(session.me())) {
                    assertThatThrownBy(() -> shuffle.known(pair)).isInstanceOf(IllegalStateException.class);
                    assertThatThrownBy(() -> shuffle.segment(pair).gather(values, 0, 1, new long[1], 0))
                            .isInstanceOf(IllegalStateException.class);
                }
            }
            return shuffle.permutation().apply(session, STEP, Shared.between(session, PartyPair.P02, values));
        });
        assertThat(Shared.open(parts)).isNotEqualTo(values).containsExactlyInAnyOrder(values);
    }

    @Test
    void anotherStepGivesAnotherShuffle() {
        long[] values = LongStream.range(0, 100).toArray();
        ThreeComputeParties parties = new ThreeComputeParties(4);
        long[] first = Shared.opened(parties, session -> shuffled(session, Step.of("one"), values));
        long[] second = Shared.opened(parties, session -> shuffled(session, Step.of("two"), values));
        assertThat(second).isNotEqualTo(first);
    }

    private static Additive shuffled(ComputeSession session, Step step, long[] values) {
        return SecretShuffle.draw(session, step, values.length)
                .permutation()
                .apply(session, step, Shared.between(session, PartyPair.P02, values));
    }

    @Test
    void aHopMovesAVectorBetweenAnyTwoPairs() {
        long[] values = new SplittableRandom(5).longs(5_000).toArray();
        ThreeComputeParties parties = new ThreeComputeParties(5);
        for (PartyPair from : PartyPair.values()) {
            for (PartyPair to : PartyPair.values()) {
                if (from != to) {
                    Step step = Step.of(from + " to " + to);
                    long[] moved = Shared.opened(
                            parties, session -> Hop.run(session, step, Shared.between(session, from, values), to));
                    assertThat(moved).isEqualTo(values);
                    assertThat(parties.wordsOf(from + " to " + to)).isEqualTo(values.length);
                }
            }
        }
    }
}
