package io.mistnet.protocols.propagation;

import static org.assertj.core.api.Assertions.assertThat;

import io.mistnet.protocols.sharing.Party;
import io.mistnet.protocols.sharing.ThreeComputeParties;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which pairs find each other, from the banks' tags to the network's results. */
class TagsTest {

    private static final Policy SCORES = Policies.scores(0.5, 0.5);

    private final RandomLedgers graph = RandomLedgers.empty(3)
            .account("a", 0, 1)
            .account("a2", 0, 0.5)
            .account("b", 1, 0.25)
            .account("b2", 1, 0)
            .account("c", 2, 0)
            .transfer("a", "b", 100)
            .transfer("b", "a", 40)
            .transfer("a2", "b", 60)
            .transfer("a", "c", 10)
            .transfer("a", "a2", 10);
    private final List<Ledger> ledgers = graph.ledgers();

    private static Set<List<Long>> tags(Ledger ledger, EpochId id, boolean outgoing) {
        BankBlock block = new BankBlock(
                ledger, SCORES, id, ThreeParties.secretsOf(ledger.bank()), ThreeComputeParties.seed(1, ledger.bank()));
        long[][] lanes = outgoing ? block.tags().senders() : block.tags().receivers();
        Set<List<Long>> tags = new HashSet<>();
        for (int row = 0; row < lanes[0].length; row++) {
            tags.add(List.of(lanes[0][row], lanes[1][row]));
        }
        assertThat(tags).hasSize(lanes[0].length);
        return tags;
    }

    private int inCommon(int sender, EpochId id, int receiver, EpochId other) {
        Set<List<Long>> common = tags(ledgers.get(sender), id, true);
        common.retainAll(tags(ledgers.get(receiver), other, false));
        return common.size();
    }

    @Test
    void bothBanksOfAPairTagItAlike() {
        EpochId id = new EpochId(3, 1);
        assertThat(inCommon(0, id, 1, id)).isEqualTo(2);
        assertThat(inCommon(1, id, 0, id)).isEqualTo(1);
        assertThat(inCommon(0, id, 2, id)).isEqualTo(1);
        assertThat(inCommon(0, id, 0, id)).isEqualTo(1);
        assertThat(inCommon(2, id, 0, id)).isZero();
    }

    @Test
    void tagsOfAnotherEpochOrAttemptHaveNothingInCommon() {
        EpochId id = new EpochId(3, 1);
        assertThat(inCommon(0, id, 1, new EpochId(4, 1))).isZero();
        assertThat(inCommon(0, id, 1, new EpochId(3, 2))).isZero();
        assertThat(inCommon(0, new EpochId(31, 2), 1, new EpochId(3, 12))).isZero();
    }

    @Test
    void theTwoDirectionsOfOnePairHaveTagsOfTheirOwn() {
        EpochId id = new EpochId(3, 1);
        Set<List<Long>> out = tags(ledgers.get(0), id, true);
        out.retainAll(tags(ledgers.get(1), id, true));
        assertThat(out).isEmpty();
    }

    private static Ledger withoutOutgoing(Ledger ledger, int pair) {
        return new Ledger(
                ledger.bank(),
                ledger.parties(),
                ledger.initialRisk(),
                rows(ledger.outgoing(), pair, 0),
                ledger.incoming(),
                ledger.outsideIncome());
    }

    /** The pairs with one of them {@code times} times. */
    private static Pairs rows(Pairs pairs, int pair, int times) {
        List<Integer> kept = new ArrayList<>();
        for (int k = 0; k < pairs.size(); k++) {
            for (int copy = 0; copy < (k == pair ? times : 1); copy++) {
                kept.add(k);
            }
        }
        return new Pairs(
                kept.stream().mapToInt(k -> pairs.account()[k]).toArray(),
                kept.stream().mapToInt(k -> pairs.counterparty()[k]).toArray(),
                kept.stream().mapToLong(k -> pairs.amount()[k]).toArray());
    }

    private void assertRun(List<Ledger> actual, List<Ledger> expected, int matched, int doubled) {
        ThreeParties.Run run = new ThreeParties(SCORES, 5).run(actual);
        Twin.assertClose(run.results(), PlainPropagation.run(expected, SCORES));
        for (Party party : Party.values()) {
            assertThat(run.outcomes().get(party).matchedPairs()).isEqualTo(matched);
            assertThat(run.outcomes().get(party).doubledTags()).isEqualTo(doubled);
        }
    }

    @Test
    void pairsThatBothBanksListMatch() {
        assertRun(ledgers, ledgers, 5, 0);
    }

    @Test
    void aPairThatOneBankListsAloneIsLeftOut() {
        List<Ledger> changed = new ArrayList<>(ledgers);
        changed.set(0, withoutOutgoing(ledgers.get(0), 0));
        assertRun(changed, changed, 4, 0);
    }

    /** A tag that its bank deals twice is void; its other pairs and those of other banks are not. */
    @Test
    void aTagThatTheSendingBankCopiesVoidsThisPairAlone() {
        Ledger bank = ledgers.get(0);
        List<Ledger> copied = new ArrayList<>(ledgers);
        copied.set(
                0,
                new Ledger(
                        0,
                        bank.parties(),
                        bank.initialRisk(),
                        rows(bank.outgoing(), 0, 3),
                        bank.incoming(),
                        bank.outsideIncome()));
        List<Ledger> expected = new ArrayList<>(ledgers);
        expected.set(0, withoutOutgoing(bank, 0));
        assertRun(copied, expected, 4, 1);
    }

    @Test
    void aTagThatTheReceivingBankCopiesVoidsThisPairAlone() {
        Ledger bank = ledgers.get(1);
        int pair = 0;
        Pairs twice = rows(bank.incoming(), pair, 2);
        twice.amount()[pair] /= 2;
        twice.amount()[pair + 1] /= 2;
        List<Ledger> copied = new ArrayList<>(ledgers);
        copied.set(1, new Ledger(1, bank.parties(), bank.initialRisk(), bank.outgoing(), twice, bank.outsideIncome()));
        int sender = bank.incoming().counterparty()[pair];
        long[] digests = bank.parties().digests();
        List<Ledger> expected = new ArrayList<>(ledgers);
        expected.set(
                0,
                withoutOutgoing(
                        ledgers.get(0),
                        ownPair(digests[2 * sender], digests[2 * bank.incoming().account()[pair]])));
        assertRun(copied, expected, 4, 1);
    }

    /** The outgoing pair of bank 0 between two digests. */
    private int ownPair(long sender, long receiver) {
        Ledger bank = ledgers.get(0);
        long[] digests = bank.parties().digests();
        int[] found = IntStream.range(0, bank.outgoing().size())
                .filter(k -> digests[2 * bank.outgoing().account()[k]] == sender
                        && digests[2 * bank.outgoing().counterparty()[k]] == receiver)
                .toArray();
        assertThat(found).hasSize(1);
        return Arrays.stream(found).findFirst().orElseThrow();
    }
}
