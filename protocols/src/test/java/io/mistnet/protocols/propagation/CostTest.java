package io.mistnet.protocols.propagation;

import static org.assertj.core.api.Assertions.assertThat;

import io.mistnet.protocols.propagation.Policy.Profile;
import io.mistnet.protocols.sharing.Party;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.Test;

/** What an iteration costs, in words that all three parties send together and in rounds. S, D: rows of the two orders; n: accounts, all padded. */
class CostTest {

    private final List<Ledger> ledgers =
            RandomLedgers.draw(41, 3, 700, 3_000, false).ledgers();
    private final long s = sum(BlockSizes::senderRows);
    private final long d = sum(BlockSizes::receiverRows);
    private final long n = sum(BlockSizes::accounts);

    private long sum(ToIntFunction<BlockSizes> rows) {
        return ledgers.stream().map(BlockSizes::of).mapToInt(rows).sum();
    }

    private record Cost(long words, int rounds, int matched) {}

    private Cost cost(Policy policy) {
        ThreeParties network = new ThreeParties(policy, 41);
        ThreeParties.Run run = network.run(ledgers);
        long words = network.words("iteration 1");
        for (int iteration = 2; iteration <= policy.iterations(); iteration++) {
            assertThat(network.words("iteration " + iteration)).isEqualTo(words);
        }
        return new Cost(
                words,
                network.rounds("iteration " + policy.iterations()),
                run.outcomes().get(Party.P0).matchedPairs());
    }

    @Test
    void aWeightedIterationTakesFourSAndSevenDAndFiveN() {
        Cost cost = cost(Policies.scores(Profile.STANDARD, 0.5, 0.3));
        assertThat(cost.words()).isEqualTo(4 * s + 7 * d + 5 * n);
        assertThat(cost.rounds()).isEqualTo(7);
    }

    @Test
    void aComposedRouteOfNRowsTakesTwoSAndTwoNAndFiveDAndFiveN() {
        Cost cost = cost(Policies.scores(Profile.STANDARD, 0.5, 0.3, 0.2));
        long extended = s + d - cost.matched();
        assertThat(cost.words()).isEqualTo(2 * s + 2 * extended + 5 * d + 5 * n);
        assertThat(cost.rounds()).isEqualTo(6);
    }

    @Test
    void clampingTakesNineWordsAnAccountAndSixRoundsMore() {
        Cost cost = cost(Policies.scores(Profile.HARDENED, 0.5, 0.3));
        assertThat(cost.words()).isBetween(4 * s + 7 * d + (5 + 8) * n, 4 * s + 7 * d + (5 + 9) * n);
        assertThat(cost.rounds()).isEqualTo(13);
    }

    @Test
    void aHopOfTaintTakesSixWordsAnAccountBesideTheRows() {
        Cost cost = cost(Policies.taint(2, 1));
        assertThat(cost.words()).isBetween(4 * s + 7 * d, 4 * s + 7 * d + 6 * n);
        assertThat(cost.rounds()).isEqualTo(11);
    }

    /** Two orders for the setting up of matching: three words a row and lane, and half a word a D row for the map. */
    @Test
    void matchingTakesSixSAndSixDAndTheMap() {
        ThreeParties network = new ThreeParties(Policies.scores(0.5), 42);
        network.run(ledgers);
        long map = (d + 1) / 2;
        assertThat(network.words("matching")).isEqualTo(6 * s + 6 * d + map + 4);
    }

    @Test
    void composingTakesFiveAndAHalfWordsARow() {
        ThreeParties network = new ThreeParties(Policies.scores(0.5, 0.5, 0.5), 43);
        ThreeParties.Run run = network.run(ledgers);
        long extended = s + d - run.outcomes().get(Party.P0).matchedPairs();
        long map = (d + 1) / 2;
        assertThat(network.words("matching")).isEqualTo(6 * s + 6 * d + map + 4 + 5 * extended + (extended + 1) / 2);
    }

    @Test
    void whatABankDealsIsThreeSAndThreeDAndAVectorOfWeightsForEachDelta() {
        ThreeParties network = new ThreeParties(Policies.scores(0.5, 0.3, 0.5), 44);
        Ledger ledger = ledgers.get(0);
        BlockSizes sizes = BlockSizes.of(ledger);
        LongAdder words = new LongAdder();
        LyingBank counted = new LyingBank(network.honest(ledger), (to, step, number, block) -> words.add(block.length));
        network.runBanks(List.of(counted));
        long lists = (sizes.senderRows() + 1L) / 2 + (sizes.receiverRows() + 1L) / 2;
        long tags = 2L * sizes.senderRows() + 2L * sizes.receiverRows();
        assertThat(words.sum()).isEqualTo(sizes.accounts() + 2 * lists + tags + 2L * sizes.receiverRows() + 5 * 4);
    }
}
