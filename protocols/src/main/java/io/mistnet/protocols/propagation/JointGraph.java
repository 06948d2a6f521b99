package io.mistnet.protocols.propagation;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** The graph that all ledgers make together, in the clear: for the plaintext twin only. Accounts are numbered bank after bank. */
final class JointGraph {

    private final List<Ledger> ledgers;
    private final int[] starts;
    private final int[] senders;
    private final int[] receivers;
    private final long[] amounts;
    private final int pairs;

    private JointGraph(List<Ledger> ledgers, int[] starts, int[] senders, int[] receivers, long[] amounts, int pairs) {
        this.ledgers = ledgers;
        this.starts = starts;
        this.senders = senders;
        this.receivers = receivers;
        this.amounts = amounts;
        this.pairs = pairs;
    }

    static JointGraph of(List<Ledger> ledgers) {
        int[] starts = new int[ledgers.size() + 1];
        int incoming = 0;
        for (int b = 0; b < ledgers.size(); b++) {
            starts[b + 1] = starts[b] + ledgers.get(b).accounts();
            incoming = Math.addExact(incoming, ledgers.get(b).incoming().size());
        }
        AccountIndex index = new AccountIndex(ledgers, starts);
        long[] listed = listedPairs(ledgers, starts, index);
        int[] senders = new int[incoming];
        int[] receivers = new int[incoming];
        long[] amounts = new long[incoming];
        int pairs = 0;
        for (Ledger ledger : ledgers) {
            int[] global = index.globalIndices(ledger);
            for (int k = 0; k < ledger.incoming().size(); k++) {
                int sender = global[ledger.incoming().counterparty()[k]];
                int receiver = starts[ledger.bank()] + ledger.incoming().account()[k];
                if (sender >= 0 && Arrays.binarySearch(listed, key(sender, receiver)) >= 0) {
                    senders[pairs] = sender;
                    receivers[pairs] = receiver;
                    amounts[pairs++] = ledger.incoming().amount()[k];
                }
            }
        }
        return new JointGraph(ledgers, starts, senders, receivers, amounts, pairs);
    }

    private static long[] listedPairs(List<Ledger> ledgers, int[] starts, AccountIndex index) {
        int outgoing = 0;
        for (Ledger ledger : ledgers) {
            outgoing = Math.addExact(outgoing, ledger.outgoing().size());
        }
        long[] listed = new long[outgoing];
        int next = 0;
        for (Ledger ledger : ledgers) {
            int[] global = index.globalIndices(ledger);
            for (int k = 0; k < ledger.outgoing().size(); k++) {
                listed[next++] = key(
                        starts[ledger.bank()] + ledger.outgoing().account()[k],
                        global[ledger.outgoing().counterparty()[k]]);
            }
        }
        Arrays.sort(listed);
        return listed;
    }

    private static long key(int sender, int receiver) {
        return (long) sender << 32 | (receiver & 0xffff_ffffL);
    }

    int pairs() {
        return pairs;
    }

    int sender(int pair) {
        return senders[pair];
    }

    int receiver(int pair) {
        return receivers[pair];
    }

    double amount(int pair) {
        return amounts[pair];
    }

    double[] initialRisk() {
        return concatenate(Ledger::initialRisk);
    }

    double[] outsideIncome() {
        return concatenate(
                ledger -> Arrays.stream(ledger.outsideIncome()).asDoubleStream().toArray());
    }

    /** What every account received, matched or not, with or without what came from outside. */
    double[] income(boolean withOutside) {
        double[] income = withOutside ? outsideIncome() : new double[starts[starts.length - 1]];
        for (Ledger ledger : ledgers) {
            for (int k = 0; k < ledger.incoming().size(); k++) {
                income[starts[ledger.bank()] + ledger.incoming().account()[k]] +=
                        ledger.incoming().amount()[k];
            }
        }
        return income;
    }

    /** One array for every ledger. */
    List<double[]> split(double[] values) {
        return ledgers.stream()
                .map(ledger -> Arrays.copyOfRange(values, starts[ledger.bank()], starts[ledger.bank() + 1]))
                .toList();
    }

    private double[] concatenate(Function<Ledger, double[]> values) {
        double[] all = new double[starts[starts.length - 1]];
        ledgers.forEach(
                ledger -> System.arraycopy(values.apply(ledger), 0, all, starts[ledger.bank()], ledger.accounts()));
        return all;
    }
}
