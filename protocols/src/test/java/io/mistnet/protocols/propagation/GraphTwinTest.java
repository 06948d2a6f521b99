package io.mistnet.protocols.propagation;

import static org.assertj.core.api.Assertions.assertThat;

import io.mistnet.protocols.sharing.Party;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Graphs of unusual shape give what the plaintext twin gives. */
class GraphTwinTest {

    private static final Policy SCORES = Policies.scores(0.5, 0.5, 0.3);

    @Test
    void selfTransfersAndTransfersInsideOneBank() {
        Twin.assertEqual(
                RandomLedgers.empty(2)
                        .account("a", 0, 1)
                        .account("b", 0, 0)
                        .account("c", 0, 0.25)
                        .account("d", 1, 0.5)
                        .transfer("a", "a", 10)
                        .transfer("a", "b", 20)
                        .transfer("b", "c", 5)
                        .transfer("c", "b", 5)
                        .transfer("d", "d", 1)
                        .ledgers(),
                SCORES,
                1);
    }

    @Test
    void aSelfTransferIsOneMatchedPair() {
        ThreeParties.Run run = Twin.assertEqual(
                RandomLedgers.empty(1).account("a", 0, 1).transfer("a", "a", 10).ledgers(), SCORES, 2);
        assertThat(run.outcomes().get(Party.P1).matchedPairs()).isEqualTo(1);
    }

    @Test
    void repeatedTransfersOfOnePairAddUp() {
        Twin.assertEqual(
                RandomLedgers.empty(2)
                        .account("a", 0, 1)
                        .account("b", 0, 0)
                        .account("c", 1, 0)
                        .transfer("a", "c", 10)
                        .transfer("b", "c", 10)
                        .transfer("a", "c", 20)
                        .ledgers(),
                SCORES,
                3);
    }

    @Test
    void banksWithoutAnyAccountOrAnyPair() {
        List<Ledger> ledgers = RandomLedgers.empty(4)
                .account("a", 1, 1)
                .account("b", 3, 0)
                .account("idle", 2, 0.75)
                .transfer("a", "b", 10)
                .ledgers();
        ThreeParties.Run run = Twin.assertEqual(ledgers, SCORES, 4);
        assertThat(run.results().get(0)).isEmpty();
    }

    @Test
    void noPairAtAll() {
        Twin.assertEqual(
                RandomLedgers.empty(2).account("a", 0, 1).account("b", 1, 0.5).ledgers(), SCORES, 5);
    }

    @Test
    void oneBankOnly() {
        Twin.assertEqual(RandomLedgers.draw(6, 1, 40, 200, false).ledgers(), SCORES, 6);
    }

    @Test
    void twentyBanks() {
        Twin.assertEqual(RandomLedgers.draw(7, 20, 200, 1_500, true).ledgers(), SCORES, 7);
    }

    @Test
    void noBankAtAll() {
        ThreeParties.Run run = new ThreeParties(SCORES, 8).run(List.of());
        assertThat(run.results()).isEmpty();
        assertThat(run.outcomes().get(Party.P0).matchedPairs()).isZero();
    }

    /** More rows than a block of words, of numbers and of one-hot digits, none of them even. */
    @Test
    void vectorsOfManyBlocks() {
        Twin.assertEqual(RandomLedgers.draw(9, 3, 9_001, 30_011, false).ledgers(), SCORES, 9);
    }

    @Test
    void outcomesAreTheSameAtAllThree() {
        ThreeParties.Run run =
                Twin.assertEqual(RandomLedgers.draw(10, 3, 40, 200, false).ledgers(), SCORES, 10);
        int matched = run.outcomes().get(Party.P0).matchedPairs();
        run.outcomes().values().forEach(outcome -> {
            assertThat(outcome.matchedPairs()).isEqualTo(matched);
            assertThat(outcome.doubledTags()).isZero();
        });
    }

    /** What FixedPoint promises, through all ten iterations of the protocol: a hub whose senders keep their risk by paying themselves. */
    @Test
    void aHubOfTheLargestPromisedDegreeStaysWithinTheBoundForTenIterations() {
        int senders = 11_500;
        RandomLedgers graph = RandomLedgers.empty(2).account("hub", 1, 0);
        IntStream.range(0, senders).forEach(k -> {
            graph.account("s" + k, 0, k % 2).transfer("s" + k, "s" + k, 1);
            graph.transfer("s" + k, "hub", k % 2 == 0 ? 1 : 1_000_003);
        });
        Twin.assertEqual(
                graph.ledgers(),
                Policies.scores(Policy.constant(0.7, 10).stream()
                        .mapToDouble(Double::doubleValue)
                        .toArray()),
                11);
    }
}
