package io.mistnet.protocols.propagation;

import static io.mistnet.protocols.propagation.LyingBank.adds;
import static io.mistnet.protocols.propagation.LyingBank.relists;
import static io.mistnet.protocols.propagation.LyingBank.relistsTo;
import static org.assertj.core.api.Assertions.assertThat;

import io.mistnet.protocols.channel.Step;
import io.mistnet.protocols.propagation.Exclusion.Reason;
import io.mistnet.protocols.propagation.LyingBank.Lie;
import io.mistnet.protocols.propagation.Policy.Output;
import io.mistnet.protocols.propagation.Policy.Outside;
import io.mistnet.protocols.propagation.Policy.Profile;
import io.mistnet.protocols.sharing.Party;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A bank whose lie is found is named, and the others' results are those of an epoch in which it has nothing. */
class LyingBankTest {

    private static final int LIAR = 1;
    private static final Step WEIGHTS = DealingSteps.weights(0);

    private final List<Ledger> ledgers =
            RandomLedgers.draw(21, 3, 40, 250, false).ledgers();
    private final BlockSizes sizes = BlockSizes.of(ledgers.get(LIAR));
    private final Arrangement receivers = Arrangement.ofReceivers(ledgers.get(LIAR), sizes);

    private static Policy policy(Profile profile) {
        return Policies.weighted(List.of(0.5, 0.3, 0.5), Outside.prior(0.4), new Output.Score(), profile);
    }

    private static final Policy HARDENED = policy(Profile.HARDENED);

    private ThreeParties.Run run(Policy policy, Lie lie, Set<Party> reached) {
        ThreeParties network = new ThreeParties(policy, 21);
        List<ThreeParties.Bank> banks =
                new ArrayList<>(ledgers.stream().map(network::honest).toList());
        banks.set(LIAR, new LyingBank(banks.get(LIAR), lie, reached));
        return network.runBanks(banks);
    }

    private void assertNamed(Policy policy, Lie lie, Reason reason) {
        assertNamed(policy, run(policy, lie, EnumSet.allOf(Party.class)), reason);
    }

    private void assertNamed(Policy policy, ThreeParties.Run run, Reason reason) {
        run.outcomes()
                .values()
                .forEach(outcome -> assertThat(outcome.excluded()).containsExactly(new Exclusion(LIAR, reason)));
        Twin.assertClose(run.results(), PlainPropagation.run(Twin.without(ledgers, LIAR), policy));
    }

    @Test
    void theTruthIsNotNamed() {
        ThreeParties.Run run = run(HARDENED, (to, step, number, words) -> {}, EnumSet.allOf(Party.class));
        assertThat(run.excluded()).isEmpty();
        Twin.assertClose(run.results(), PlainPropagation.run(ledgers, HARDENED));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE, 1_000_000, Integer.MAX_VALUE})
    void aListWithAnIndexTwiceOrOutside(int index) {
        Consumer<int[]> lie = list -> list[5] = index == 0 ? list[6] : index;
        assertNamed(HARDENED, relists(DealingSteps.TO_SENDERS, lie), Reason.NO_PERMUTATION);
        assertNamed(HARDENED, relists(DealingSteps.TO_ACCOUNTS, lie), Reason.NO_PERMUTATION);
    }

    /** The index of the next bank's first row. */
    @Test
    void aListThatReachesIntoTheNextBanksBlock() {
        assertNamed(
                HARDENED,
                relists(DealingSteps.TO_SENDERS, list -> list[0] = sizes.senderRows()),
                Reason.NO_PERMUTATION);
    }

    @ParameterizedTest
    @EnumSource(
            value = Party.class,
            names = {"P0", "P2"})
    void listsThatDifferBetweenTwoParties(Party to) {
        Consumer<int[]> swap = list -> {
            int first = list[0];
            list[0] = list[1];
            list[1] = first;
        };
        assertNamed(HARDENED, relistsTo(to, DealingSteps.TO_SENDERS, swap), Reason.UNEQUAL_COPIES);
        assertNamed(HARDENED, relistsTo(to, DealingSteps.TO_ACCOUNTS, swap), Reason.UNEQUAL_COPIES);
    }

    @ParameterizedTest
    @EnumSource(
            value = Party.class,
            names = {"P1", "P2"})
    void seedsThatDifferBetweenTwoParties(Party to) {
        assertNamed(HARDENED, adds(to, DealingSteps.SEEDS, 0, 1), Reason.UNEQUAL_COPIES);
    }

    @Test
    void aSecondSeedThatDiffers() {
        assertNamed(
                HARDENED,
                (to, step, number, words) -> {
                    if (to == Party.P1 && step.equals(DealingSteps.SEEDS) && number == 1) {
                        words[3] ^= 1;
                    }
                },
                Reason.UNEQUAL_COPIES);
    }

    @ParameterizedTest
    @EnumSource(Party.class)
    void aBankThatDoesNotDealToOneParty(Party missed) {
        Set<Party> reached = EnumSet.complementOf(EnumSet.of(missed));
        assertNamed(HARDENED, run(HARDENED, (to, step, number, words) -> {}, reached), Reason.MISSING);
    }

    @ParameterizedTest
    @EnumSource(Profile.class)
    void aRiskOutsideTheRange(Profile profile) {
        long own = FixedPoint.risk(ledgers.get(LIAR).initialRisk()[0]);
        for (long risk : new long[] {-1, FixedPoint.RISK_ONE + 1, (1L << 32) + 5, Long.MIN_VALUE, 1L << 62}) {
            assertNamed(policy(profile), adds(Party.P1, DealingSteps.RISK, 0, risk - own), Reason.OUT_OF_RANGE);
        }
    }

    @Test
    void aRiskOfAPaddingAccountOutsideTheRange() {
        assertNamed(HARDENED, adds(Party.P1, DealingSteps.RISK, sizes.accounts() - 1, -1), Reason.OUT_OF_RANGE);
    }

    /** The row of a pair: an account's own row stands after those of its pairs. */
    private int pairRow() {
        int account = ledgers.get(LIAR).incoming().account()[0];
        return receivers.accountRows()[account] - 1;
    }

    @ParameterizedTest
    @EnumSource(Profile.class)
    void weightsOutsideTheRange(Profile profile) {
        Policy policy = policy(profile);
        assertNamed(policy, adds(Party.P1, WEIGHTS, pairRow(), -FixedPoint.WEIGHT_ONE), Reason.OUT_OF_RANGE);
        assertNamed(policy, adds(Party.P1, WEIGHTS, pairRow(), FixedPoint.WEIGHT_ONE), Reason.OUT_OF_RANGE);
        assertNamed(policy, adds(Party.P1, WEIGHTS, pairRow(), 1L << 36), Reason.OUT_OF_RANGE);
        assertNamed(policy, adds(Party.P1, WEIGHTS, pairRow(), Long.MIN_VALUE), Reason.OUT_OF_RANGE);
    }

    @Test
    void weightsOfASecondDeltaOutsideTheRange() {
        assertNamed(
                HARDENED,
                adds(Party.P1, DealingSteps.weights(1), pairRow(), FixedPoint.WEIGHT_ONE),
                Reason.OUT_OF_RANGE);
    }

    @Test
    void weightsOfOneAccountThatPassDeltaByOneUnit() {
        assertNamed(HARDENED, adds(Party.P1, WEIGHTS, pairRow(), 1), Reason.OUT_OF_RANGE);
        assertNamed(Policies.scores(0.5), adds(Party.P1, WEIGHTS, pairRow(), 1), Reason.OUT_OF_RANGE);
    }

    /** One weight too high by 2^63 and another too low by it: the sum is as it was. */
    @Test
    void weightsWhoseSumWrapsToTheTruth() {
        int row = pairRow();
        assertNamed(
                HARDENED,
                adds(Party.P1, WEIGHTS, row, Long.MIN_VALUE).and(adds(Party.P1, WEIGHTS, row + 1, Long.MIN_VALUE)),
                Reason.OUT_OF_RANGE);
    }

    /** Taken from one pair and given to another of the same account: a bank's own lie, which no protocol prevents. */
    @Test
    void weightsMovedWithinOneAccountPass() {
        int account = accountWithTwoSenders();
        int row = receivers.accountRows()[account] - 1;
        Lie lie = adds(Party.P1, WEIGHTS, row, -1).and(adds(Party.P1, WEIGHTS, row - 1, 1));
        ThreeParties.Run run = run(HARDENED, lie, EnumSet.allOf(Party.class));
        assertThat(run.excluded()).isEmpty();
        Twin.assertClose(run.results(), PlainPropagation.run(ledgers, HARDENED));
    }

    private int accountWithTwoSenders() {
        int account = 1;
        while (receivers.accountRows()[account] - receivers.accountRows()[account - 1] < 3) {
            account++;
        }
        return account;
    }

    @Test
    void aConstantForOutsideSendersThatIsTooLarge() {
        for (long more : new long[] {-1L << 61, 1L << 61, Long.MIN_VALUE, (1L << 62) - 1}) {
            assertNamed(HARDENED, adds(Party.P1, DealingSteps.outside(0), 0, more), Reason.OUT_OF_RANGE);
        }
    }

    /** All of delta is listed senders' already: one unit more is too much, and one less is below zero though the total is not. */
    @Test
    void aConstantForOutsideSendersOfAnAccountThatHasNone() {
        Ledger ledger = ledgers.get(LIAR);
        int account = Arrays.stream(ledger.incoming().account())
                .filter(receiver -> ledger.outsideIncome()[receiver] == 0)
                .findFirst()
                .orElseThrow();
        assertNamed(HARDENED, adds(Party.P1, DealingSteps.outside(0), account, 1), Reason.OUT_OF_RANGE);
        assertNamed(HARDENED, adds(Party.P1, DealingSteps.outside(0), account, -1), Reason.OUT_OF_RANGE);
    }

    /** In the list that P0 and P2 get, a swap of two entries swaps these two rows of the whole. */
    private static Consumer<int[]> swapping(int one, int other) {
        return list -> {
            int kept = list[one];
            list[one] = list[other];
            list[other] = kept;
        };
    }

    @Test
    void accountsOfSOrderInAnotherOrder() {
        int[] rows = Arrangement.ofSenders(ledgers.get(LIAR), sizes).accountRows();
        assertNamed(HARDENED, relists(DealingSteps.TO_SENDERS, swapping(rows[2], rows[3])), Reason.WRONG_ORDER);
        assertNamed(HARDENED, relists(DealingSteps.TO_SENDERS, swapping(rows[0], rows[7])), Reason.WRONG_ORDER);
    }

    /** An account takes the place of another in D order: its difference of sums is negative, or the other's. */
    @ParameterizedTest
    @EnumSource(Profile.class)
    void accountsOfDOrderInAnotherOrder(Profile profile) {
        int account = ledgers.get(LIAR).incoming().account()[0];
        int first = Math.max(0, account - 1);
        assertNamed(
                policy(profile), relists(DealingSteps.TO_ACCOUNTS, swapping(first, first + 1)), Reason.OUT_OF_RANGE);
    }

    /** The last row of D order, where the sum is that of all accounts, in the place of the first account. */
    @Test
    void aSumOverAllAccountsInThePlaceOfOne() {
        int last = sizes.accounts() - 1;
        assertNamed(HARDENED, relists(DealingSteps.TO_ACCOUNTS, swapping(0, last)), Reason.OUT_OF_RANGE);
    }

    @Test
    void aLiarThatIsAloneLeavesNothing() {
        ThreeParties network = new ThreeParties(HARDENED, 23);
        Ledger alone = RandomLedgers.draw(23, 1, 20, 60, false).ledgers().get(0);
        ThreeParties.Run run = network.runBanks(
                List.of(new LyingBank(network.honest(alone), adds(Party.P1, DealingSteps.RISK, 0, 1L << 40))));
        assertThat(run.excluded()).containsExactly(new Exclusion(0, Reason.OUT_OF_RANGE));
        assertThat(run.outcomes().get(Party.P0).matchedPairs()).isZero();
        assertThat(run.results().get(0)).isEmpty();
    }

    @Test
    void liarsAreNamedEachForItsOwnLie() {
        ThreeParties network = new ThreeParties(HARDENED, 24);
        int[] rows = Arrangement.ofSenders(ledgers.get(0), BlockSizes.of(ledgers.get(0)))
                .accountRows();
        ThreeParties.Run run = network.runBanks(List.of(
                new LyingBank(
                        network.honest(ledgers.get(0)), relists(DealingSteps.TO_SENDERS, swapping(rows[0], rows[1]))),
                new LyingBank(network.honest(ledgers.get(1)), adds(Party.P1, DealingSteps.RISK, 0, 1L << 40)),
                network.honest(ledgers.get(2))));
        assertThat(run.excluded())
                .containsExactly(new Exclusion(0, Reason.WRONG_ORDER), new Exclusion(1, Reason.OUT_OF_RANGE));
        Twin.assertClose(run.results(), PlainPropagation.run(Twin.without(Twin.without(ledgers, 0), 1), HARDENED));
    }

    @Test
    void withTaintEveryInitialValueIsMadeABit() {
        Policy taint = Policies.taint(3, 1);
        ThreeParties network = new ThreeParties(taint, 22);
        List<ThreeParties.Bank> banks =
                new ArrayList<>(ledgers.stream().map(network::honest).toList());
        int innocent = 0;
        while (ledgers.get(LIAR).initialRisk()[innocent] >= 0.9) {
            innocent++;
        }
        banks.set(LIAR, new LyingBank(banks.get(LIAR), adds(Party.P1, DealingSteps.RISK, innocent, 0x1234_5678_9abcL)));
        ThreeParties.Run run = network.runBanks(banks);
        ledgers.get(LIAR).initialRisk()[innocent] = 1;
        assertThat(run.excluded()).isEmpty();
        Twin.assertClose(run.results(), PlainPropagation.run(ledgers, taint));
    }
}
