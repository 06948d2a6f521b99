package io.mistnet.protocols.propagation;

import static org.assertj.core.api.Assertions.assertThat;

import io.mistnet.protocols.propagation.Policy.Output;
import io.mistnet.protocols.propagation.Policy.Outside;
import io.mistnet.protocols.propagation.Policy.Profile;
import io.mistnet.protocols.propagation.Policy.Rule;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The secure protocol against its plaintext twin. */
class SecurePropagationTest {

    @ParameterizedTest
    @EnumSource(Profile.class)
    void scoresEqualThePlaintextTwins(Profile profile) {
        for (int seed = 0; seed < 4; seed++) {
            List<Ledger> ledgers =
                    RandomLedgers.draw(seed, 4, 300, 2000, seed % 2 == 1).ledgers();
            Twin.assertEqual(
                    ledgers,
                    Policies.weighted(List.of(0.5, 0.3), Outside.exclude(), new Output.Score(), profile),
                    seed);
        }
    }

    @Test
    void scoresEqualThePlaintextTwinsWithAComposedRoute() {
        List<Ledger> ledgers = RandomLedgers.draw(5, 4, 300, 2000, false).ledgers();
        Twin.assertEqual(
                ledgers,
                Policies.weighted(List.of(0.3, 0.17, 0.12, 0.1), Outside.zero(), new Output.Score(), Profile.STANDARD),
                5);
        Twin.assertEqual(
                ledgers,
                Policies.weighted(Policy.constant(0.9, 10), Outside.prior(0.25), new Output.Score(), Profile.HARDENED),
                6);
    }

    @Test
    void flagsEqualThePlaintextTwinsAwayFromTheThreshold() {
        Policy flags = Policies.weighted(List.of(0.5, 0.5), Outside.exclude(), new Output.Flag(), Profile.HARDENED);
        List<Ledger> ledgers = RandomLedgers.draw(8, 3, 200, 1500, false).ledgers();
        assertThat(new ThreeParties(flags, 8).run(ledgers).results())
                .usingRecursiveComparison()
                .isEqualTo(PlainPropagation.run(ledgers, flags));
    }

    @Test
    void bandsEqualThePlaintextTwins() {
        Policy bands = Policies.weighted(
                List.of(0.5, 0.5), Outside.exclude(), new Output.Band(List.of(0.1, 0.37, 0.5, 0.9)), Profile.STANDARD);
        List<Ledger> ledgers = RandomLedgers.draw(9, 3, 200, 1500, false).ledgers();
        assertThat(new ThreeParties(bands, 9).run(ledgers).results())
                .usingRecursiveComparison()
                .isEqualTo(PlainPropagation.run(ledgers, bands));
    }

    @Test
    void taintEqualsThePlaintextTwins() {
        for (int hops : new int[] {1, 4, 10}) {
            Policy taint = new Policy(
                    Rule.TAINT,
                    Policy.constant(0.5, hops),
                    Outside.exclude(),
                    0.9,
                    300_000,
                    new Output.Flag(),
                    Profile.HARDENED);
            List<Ledger> ledgers = RandomLedgers.draw(hops, 3, 400, 900, false).ledgers();
            assertThat(new ThreeParties(taint, hops).run(ledgers).results())
                    .usingRecursiveComparison()
                    .isEqualTo(PlainPropagation.run(ledgers, taint));
        }
    }
}
