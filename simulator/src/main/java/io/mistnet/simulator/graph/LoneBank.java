package io.mistnet.simulator.graph;

import io.mistnet.protocols.propagation.Ledger;
import io.mistnet.protocols.propagation.Pairs;
import io.mistnet.protocols.propagation.Parties;
import java.util.Arrays;

/** What is left of a bank's ledger where no other bank takes part: pairs within the bank, and everybody else outside. */
public final class LoneBank {

    private LoneBank() {}

    /** The ledger of the only bank in a network of one. */
    public static Ledger of(Ledger ledger) {
        int own = ledger.accounts();
        Parties parties =
                new Parties(own, new int[own], Arrays.copyOf(ledger.parties().digests(), 2 * own));
        return new Ledger(
                0,
                parties,
                ledger.initialRisk(),
                within(ledger.outgoing(), own),
                within(ledger.incoming(), own),
                outsideIncome(ledger));
    }

    private static Pairs within(Pairs pairs, int own) {
        int count = 0;
        for (int counterparty : pairs.counterparty()) {
            count += counterparty < own ? 1 : 0;
        }
        Pairs kept = new Pairs(new int[count], new int[count], new long[count]);
        for (int i = 0, next = 0; i < pairs.size(); i++) {
            if (pairs.counterparty()[i] < own) {
                kept.account()[next] = pairs.account()[i];
                kept.counterparty()[next] = pairs.counterparty()[i];
                kept.amount()[next++] = pairs.amount()[i];
            }
        }
        return kept;
    }

    private static long[] outsideIncome(Ledger ledger) {
        long[] income = ledger.outsideIncome().clone();
        Pairs incoming = ledger.incoming();
        for (int i = 0; i < incoming.size(); i++) {
            if (incoming.counterparty()[i] >= ledger.accounts()) {
                income[incoming.account()[i]] += incoming.amount()[i];
            }
        }
        return income;
    }
}
