package io.mistnet.protocols.propagation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;

/** Holds results against the plaintext twin. */
final class Twin {

    static final double TOLERANCE = 1e-6;

    private Twin() {}

    /** Runs the protocol among honest banks; scores, bands and flags must be the twin's. */
    static ThreeParties.Run assertEqual(List<Ledger> ledgers, Policy policy, long seed) {
        ThreeParties.Run run = new ThreeParties(policy, seed).run(ledgers);
        assertThat(run.excluded()).isEmpty();
        assertClose(run.results(), PlainPropagation.run(ledgers, policy));
        return run;
    }

    static void assertClose(List<double[]> actual, List<double[]> expected) {
        assertThat(actual).hasSameSizeAs(expected);
        for (int bank = 0; bank < actual.size(); bank++) {
            assertThat(actual.get(bank)).as("bank %d", bank).hasSameSizeAs(expected.get(bank));
            for (int account = 0; account < actual.get(bank).length; account++) {
                assertThat(actual.get(bank)[account])
                        .as("bank %d account %d", bank, account)
                        .isCloseTo(expected.get(bank)[account], within(TOLERANCE));
            }
        }
    }

    /** The ledgers where one bank has nothing: its pairs are without a partner at the others. */
    static List<Ledger> without(List<Ledger> ledgers, int bank) {
        List<Ledger> rest = new ArrayList<>(ledgers);
        Pairs none = new Pairs(new int[0], new int[0], new long[0]);
        rest.set(
                bank,
                new Ledger(bank, new Parties(0, new int[0], new long[0]), new double[0], none, none, new long[0]));
        return rest;
    }
}
