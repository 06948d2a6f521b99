package io.mistnet.protocols.propagation;

import static org.assertj.core.api.Assertions.assertThat;

import io.mistnet.protocols.propagation.Policy.Output;
import io.mistnet.protocols.propagation.Policy.Outside;
import io.mistnet.protocols.propagation.Policy.Profile;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every policy gives what its plaintext twin gives. */
class PolicyTwinTest {

    private static List<Ledger> ledgers(long seed) {
        return RandomLedgers.draw(seed, 3, 60, 400, seed % 2 == 0).ledgers();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void anyNumberOfIterationsWithDeltasOfTheirOwn(int iterations) {
        SplittableRandom random = new SplittableRandom(iterations);
        List<Double> deltas = DoubleStream.generate(random::nextDouble)
                .limit(iterations)
                .boxed()
                .toList();
        Twin.assertEqual(
                ledgers(iterations),
                Policies.weighted(deltas, Outside.exclude(), new Output.Score(), Profile.HARDENED),
                iterations);
    }

    @Test
    void extremeDeltas() {
        Twin.assertEqual(ledgers(1), Policies.scores(0, 0.999_999_999_999, 0, 1e-12), 1);
        Twin.assertEqual(ledgers(2), Policies.scores(0), 2);
    }

    @ParameterizedTest
    @EnumSource(Profile.class)
    void outsideSendersCountForWhatThePolicySays(Profile profile) {
        for (Outside outside :
                List.of(Outside.exclude(), Outside.zero(), Outside.prior(0.3), Outside.prior(1), Outside.prior(0))) {
            for (int iterations : new int[] {2, 4}) {
                Twin.assertEqual(
                        ledgers(3),
                        Policies.weighted(Policy.constant(0.6, iterations), outside, new Output.Score(), profile),
                        3);
            }
        }
    }

    @Test
    void bandsFromZeroToOne() {
        Output bands = new Output.Band(List.of(0.0, 0.123, 0.4567, 1.0));
        Twin.assertEqual(ledgers(4), Policies.weighted(List.of(0.5, 0.25), Outside.zero(), bands, Profile.HARDENED), 4);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.5, 1})
    void flagsFromAnyThreshold(double threshold) {
        Policy policy = new Policy(
                Policy.Rule.WEIGHTED,
                List.of(0.4, 0.3),
                Outside.prior(0.2),
                threshold,
                1,
                new Output.Flag(),
                Profile.STANDARD);
        Twin.assertEqual(ledgers(5), policy, 5);
    }

    @Test
    void anAccountExactlyAtTheThresholdIsFlagged() {
        List<Ledger> ledgers = RandomLedgers.empty(2)
                .account("bad", 0, 1)
                .account("good", 0, 0)
                .account("half", 1, 0.5)
                .account("half by income", 1, 0.5)
                .transfer("bad", "half by income", 333)
                .transfer("good", "half by income", 333)
                .ledgers();
        Policy flags = Policies.weighted(List.of(0.5, 0.5), Outside.exclude(), new Output.Flag(), Profile.HARDENED);
        Twin.assertEqual(ledgers, flags, 6);
    }

    @Test
    void allRisksOneGiveExactlyOneAndAllZeroExactlyZero() {
        for (double risk : new double[] {0, 1}) {
            RandomLedgers graph = RandomLedgers.draw(7, 3, 50, 400, true);
            graph.risk.replaceAll((account, old) -> risk);
            List<Ledger> ledgers = graph.ledgers();
            Policy policy = Policies.weighted(
                    Policy.constant(0.7, 10), Outside.prior(risk), new Output.Score(), Profile.HARDENED);
            if (risk == 1) {
                graph.bankOf.keySet().forEach(account -> graph.transfer(account, account, 5));
                ledgers = graph.ledgers();
            }
            for (double[] results : Twin.assertEqual(ledgers, policy, 7).results()) {
                assertThat(results).containsOnly(risk);
            }
        }
    }
}
