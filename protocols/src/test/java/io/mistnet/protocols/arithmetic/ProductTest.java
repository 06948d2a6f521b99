package io.mistnet.protocols.arithmetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mistnet.protocols.channel.Step;
import io.mistnet.protocols.sharing.Additive;
import io.mistnet.protocols.sharing.Party;
import io.mistnet.protocols.sharing.PartyPair;
import io.mistnet.protocols.sharing.Shared;
import io.mistnet.protocols.sharing.ThreeComputeParties;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProductTest {

    private static final Step STEP = Step.of("product");

    @ParameterizedTest
    @EnumSource(
            value = PartyPair.class,
            names = {"P01", "P02"})
    void wordsAreMultipliedModuloTwoToTheSixtyFourWhereverTheyLie(PartyPair holders) {
        SplittableRandom random = new SplittableRandom(1);
        long[] weights = random.longs(9_000).toArray();
        List<long[]> vectors =
                List.of(random.longs(9_000).toArray(), random.longs(9_000, 0, 3).toArray());
        Map<Party, List<Additive>> parts = new ThreeComputeParties(1).run(session -> {
            MaskedWeights masked =
                    MaskedWeights.prepare(session, Step.of("weights"), Shared.between(session, PartyPair.P01, weights));
            return List.of(
                    Product.run(session, STEP.then("x", 0), Shared.between(session, holders, vectors.get(0)), masked),
                    Product.run(session, STEP.then("x", 1), Shared.between(session, holders, vectors.get(1)), masked));
        });
        for (int v = 0; v < vectors.size(); v++) {
            int vector = v;
            Map<Party, Additive> one = new EnumMap<>(Party.class);
            parts.forEach((party, both) -> one.put(party, both.get(vector)));
            long[] products = Shared.open(one);
            for (int k = 0; k < weights.length; k++) {
                assertThat(products[k]).isEqualTo(vectors.get(v)[k] * weights[k]);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = PartyPair.class,
            names = {"P01", "P02"})
    void itTakesThreeWordsARow(PartyPair holders) {
        ThreeComputeParties parties = new ThreeComputeParties(2);
        Map<Party, MaskedWeights> weights = parties.run(session -> MaskedWeights.prepare(
                session, Step.of("weights"), Shared.between(session, PartyPair.P01, new long[5_000])));
        assertThat(parties.wordsOf("weights")).isEqualTo(2 * 5_000);
        int rounds = parties.roundsOf(session -> Product.run(
                session, STEP, Shared.between(session, holders, new long[5_000]), weights.get(session.me())));
        assertThat(parties.wordsOf("product")).isEqualTo(3 * 5_000);
        if (holders == PartyPair.P01) {
            assertThat(rounds).isEqualTo(1);
        }
    }

    @Test
    void vectorsOfDifferentLengthsAreRefused() {
        assertThatThrownBy(() -> new ThreeComputeParties(3).run(session -> {
                    MaskedWeights weights = MaskedWeights.prepare(
                            session, Step.of("weights"), Shared.between(session, PartyPair.P01, new long[3]));
                    return Product.run(session, STEP, Shared.between(session, PartyPair.P02, new long[4]), weights);
                }))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("4 values, 3 weights");
    }

    @Test
    void aVectorElsewhereIsRefused() {
        assertThatThrownBy(() -> new ThreeComputeParties(4).run(session -> {
                    MaskedWeights weights = MaskedWeights.prepare(
                            session, Step.of("weights"), Shared.between(session, PartyPair.P01, new long[3]));
                    return Product.run(session, STEP, Shared.between(session, PartyPair.P12, new long[3]), weights);
                }))
                .isInstanceOf(IllegalStateException.class);
    }
}
