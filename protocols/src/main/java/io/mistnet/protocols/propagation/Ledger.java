package io.mistnet.protocols.propagation;

/**
 * What one bank knows of a window of transfers, in the form in which it enters the propagation. It never leaves the bank in this form.
 *
 * <p>A transfer between two own accounts stands in both lists of pairs.
 *
 * @param bank the index of this bank in the epoch's list of banks
 * @param parties own accounts, then counterparties in the network
 * @param initialRisk for every own account, in [0, 1]
 * @param outgoing pairs whose sender is an own account and whose receiver is in the network
 * @param incoming pairs whose receiver is an own account and whose sender is in the network
 * @param outsideIncome for every own account, what it received from senders outside the network, in minor units
 */
public record Ledger(
        int bank, Parties parties, double[] initialRisk, Pairs outgoing, Pairs incoming, long[] outsideIncome) {

    public Ledger {
        if (initialRisk.length != parties.own() || outsideIncome.length != parties.own()) {
            throw new IllegalArgumentException("%d own accounts, %d risks, %d outside incomes"
                    .formatted(parties.own(), initialRisk.length, outsideIncome.length));
        }
    }

    public int accounts() {
        return parties.own();
    }
}
