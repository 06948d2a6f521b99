package io.mistnet.simulator.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mistnet.protocols.propagation.Ledger;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TransferGraphTest {

    private static TransferTable table(long[]... rows) {
        TransferTable table = new TransferTable(0);
        for (long[] row : rows) {
            table.add((int) row[0], (int) row[1], row[2]);
        }
        return table;
    }

    /** Accounts 0 and 2 at bank 0; 1 and 3 at bank 1. */
    private static TransferGraph graph(TransferTable transfers) {
        return new TransferGraph(
                2, new int[] {0, 1, 0, 1}, new long[] {0, 1, 10, 11, 20, 21, 30, 31}, PairTable.of(transfers, 4));
    }

    @Test
    void transfersOfOnePairAddUpAndDirectionsStayApart() {
        PairTable pairs = PairTable.of(table(new long[][] {{0, 1, 5}, {1, 0, 7}, {0, 1, 6}, {2, 1, 1}, {0, 0, 3}}), 4);
        assertThat(pairs.debtor()).containsExactly(0, 1, 0, 2);
        assertThat(pairs.creditor()).containsExactly(0, 0, 1, 1);
        assertThat(pairs.amount()).containsExactly(3, 7, 11, 1);
    }

    @Test
    void whatComesFromOutsideIsIncomeAndWhatGoesThereIsDropped() {
        PairTable pairs = PairTable.of(table(new long[][] {{-1, 1, 5}, {-1, 1, 6}, {0, -1, 9}, {0, 1, 0}}), 4);
        assertThat(pairs.size()).isZero();
        assertThat(pairs.outsideIncome()).containsExactly(0, 11, 0, 0);
    }

    @Test
    void addingUpAgreesWithAMapOnRandomTransfers() {
        SplittableRandom random = new SplittableRandom(5);
        TransferTable table = new TransferTable(0);
        TreeMap<Integer, Long> expected = new TreeMap<>();
        for (int i = 0; i < 5_000; i++) {
            int from = random.nextInt(40);
            int to = random.nextInt(40);
            long amount = 1 + random.nextInt(1_000);
            table.add(from, to, amount);
            expected.merge(to * 40 + from, amount, Long::sum);
        }
        PairTable pairs = PairTable.of(table, 40);
        TreeMap<Integer, Long> found = new TreeMap<>();
        for (int p = 0; p < pairs.size(); p++) {
            found.put(pairs.creditor()[p] * 40 + pairs.debtor()[p], pairs.amount()[p]);
        }
        assertThat(found).isEqualTo(expected).hasSize(pairs.size());
    }

    @Test
    void anIncomeAboveTwoToThe53IsRefusedWithTheAccount() {
        assertThatThrownBy(() -> PairTable.of(table(new long[][] {{0, 3, 1L << 53}, {1, 3, 1}}), 4))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("account number 3");
    }

    @Test
    void everyBankSeesItsOwnAccountsFirstAndOnlyItsCounterparties() {
        Ledger ledger = graph(table(new long[][] {{0, 1, 5}, {2, 0, 6}, {1, 3, 7}}))
                .ledgers(new double[] {.1, .2, .3, .4})
                .get(0);
        assertThat(ledger.accounts()).isEqualTo(2);
        assertThat(ledger.initialRisk()).containsExactly(.1, .3);
        assertThat(ledger.parties().bank()).containsExactly(0, 0, 1);
        assertThat(ledger.parties().digests()).containsExactly(0, 1, 20, 21, 10, 11);
        assertThat(ledger.outgoing().account()).containsExactly(1, 0);
        assertThat(ledger.outgoing().counterparty()).containsExactly(0, 2);
        assertThat(ledger.incoming().account()).containsExactly(0);
        assertThat(ledger.incoming().counterparty()).containsExactly(1);
        assertThat(ledger.incoming().amount()).containsExactly(6);
    }

    @Test
    void resultsOfTheBanksJoinInTheOrderOfTheAccounts() {
        assertThat(graph(table()).joined(List.of(new double[] {1, 2}, new double[] {3, 4})))
                .containsExactly(1, 3, 2, 4);
    }

    @Test
    void aLoneBankTakesForeignSendersForOutside() {
        Ledger alone = LoneBank.of(graph(table(new long[][] {{0, 1, 5}, {2, 0, 6}, {1, 0, 7}, {-1, 0, 8}}))
                .ledgers(new double[4])
                .get(0));
        assertThat(alone.bank()).isZero();
        assertThat(alone.parties().size()).isEqualTo(2);
        assertThat(alone.outgoing().amount()).containsExactly(6);
        assertThat(alone.incoming().amount()).containsExactly(6);
        assertThat(alone.outsideIncome()).containsExactly(15, 0);
    }
}
