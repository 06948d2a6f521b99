package io.mistnet.node.ledger;

import io.mistnet.node.network.LocalTransfers;
import io.mistnet.node.network.LocalTransfers.Treatment;
import io.mistnet.node.risk.LocalScorer;
import io.mistnet.node.risk.ObservedTime;
import io.mistnet.node.window.WindowPairs;
import io.mistnet.node.window.WindowSnapshot;
import io.mistnet.protocols.propagation.Ledger;
import io.mistnet.protocols.propagation.Parties;

/**
 * Brings a window into the form in which it enters the propagation.
 *
 * <p>Own accounts are those that stand in a pair of the window, in the order in which the bank's stream first named them: an order that stays
 * the same from epoch to epoch, and over restarts, and says nothing outside the bank. After them come the counterparties at other banks of the
 * network. Senders outside the network add to {@code outsideIncome}; receivers outside it are left out, since no result of theirs is computed.
 */
public final class LedgerBuilder {

    private final LocalScorer scorer;
    private final boolean self;
    private final boolean internal;

    /** @param local which transfers inside the bank enter the propagation; those from an account to itself follow {@code self} alone */
    public LedgerBuilder(LocalScorer scorer, LocalTransfers local) {
        this.scorer = scorer;
        this.self = local.self() == Treatment.INCLUDE;
        this.internal = local.internal() == Treatment.INCLUDE;
    }

    /**
     * The ledger of a window.
     *
     * @throws ArithmeticException if the income of an account from outside does not fit 64 bits
     */
    public BankLedger build(WindowSnapshot window) {
        Members members = Members.of(window);
        WindowPairs pairs = window.pairs();
        PairList outgoing = new PairList(pairs.size());
        PairList incoming = new PairList(pairs.size());
        long[] outsideIncome = new long[members.own()];
        for (int pair = 0; pair < pairs.size(); pair++) {
            int debtor = members.index(pairs.debtor()[pair]);
            int creditor = members.index(pairs.creditor()[pair]);
            long amount = pairs.amount()[pair];
            if (!counts(debtor, creditor, members)) {
                continue;
            }
            if (members.isOwn(debtor)) {
                outgoing.add(debtor, creditor, amount);
            }
            if (members.isOwn(creditor) && debtor == Members.OUTSIDE) {
                outsideIncome[creditor] = Math.addExact(outsideIncome[creditor], amount);
            } else if (members.isOwn(creditor)) {
                incoming.add(creditor, debtor, amount);
            }
        }
        Parties parties = members.parties();
        Ledger ledger = new Ledger(
                window.ownBank(), parties, risks(window, members), outgoing.pairs(), incoming.pairs(), outsideIncome);
        return new BankLedger(ledger, members.ownNumbers(), window);
    }

    private boolean counts(int debtor, int creditor, Members members) {
        if (creditor == Members.OUTSIDE) {
            return false;
        }
        if (debtor == creditor) {
            return self;
        }
        return internal || !members.isOwn(debtor) || !members.isOwn(creditor);
    }

    private double[] risks(WindowSnapshot window, Members members) {
        double[] risks = new double[members.own()];
        ObservedTime observed = observed(window);
        for (int position = 0; position < window.activeAccounts(); position++) {
            double risk = scorer.score(window.activity(position), observed);
            if (!(risk >= 0 && risk <= 1)) {
                throw new IllegalStateException("the local scorer gave a number outside of [0, 1]");
            }
            risks[members.index(window.activeAccount(position))] = risk;
        }
        return risks;
    }

    private static ObservedTime observed(WindowSnapshot window) {
        long end = window.cutOff().toEpochMilli();
        long begin = end;
        for (int position = 0; position < window.activeAccounts(); position++) {
            begin = Math.min(begin, window.activity(position).slots().start()[0]);
        }
        return new ObservedTime(begin, end);
    }
}
