package io.mistnet.simulator.graph;

import io.mistnet.protocols.propagation.Ledger;
import io.mistnet.protocols.propagation.Pairs;
import io.mistnet.protocols.propagation.Parties;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What all banks of a network know together; nobody but a simulation ever has it.
 *
 * @param banks how many banks
 * @param bank the bank of every account, from 0
 * @param digests two words an account, as {@link Parties} has them
 * @param pairs the pairs between these accounts
 */
public record TransferGraph(int banks, int[] bank, long[] digests, PairTable pairs) {

    public int accounts() {
        return bank.length;
    }

    /**
     * Every bank's ledger. A bank's own accounts keep their order.
     *
     * @param initialRisk of every account
     */
    public List<Ledger> ledgers(double[] initialRisk) {
        return IntStream.range(0, banks).mapToObj(b -> ledger(b, initialRisk)).toList();
    }

    /**
     * Puts the banks' results for their own accounts together.
     *
     * @param byBank for every bank, one value an own account
     * @return one value for every account of the graph
     */
    public double[] joined(List<double[]> byBank) {
        double[] joined = new double[bank.length];
        int[] next = new int[banks];
        for (int i = 0; i < bank.length; i++) {
            joined[i] = byBank.get(bank[i])[next[bank[i]]++];
        }
        return joined;
    }

    private Ledger ledger(int own, double[] initialRisk) {
        int[] local = new int[bank.length];
        Arrays.fill(local, -1);
        int size = 0;
        for (int i = 0; i < bank.length; i++) {
            if (bank[i] == own) {
                local[i] = size++;
            }
        }
        int accounts = size;
        int out = 0;
        int in = 0;
        for (int p = 0; p < pairs.size(); p++) {
            int from = pairs.debtor()[p];
            int to = pairs.creditor()[p];
            if (bank[from] == own) {
                out++;
                local[to] = local[to] < 0 ? size++ : local[to];
            }
            if (bank[to] == own) {
                in++;
                local[from] = local[from] < 0 ? size++ : local[from];
            }
        }
        Pairs[] bothWays = pairs(own, local, out, in);
        return new Ledger(
                own,
                parties(accounts, size, local),
                ofOwn(own, accounts, initialRisk),
                bothWays[0],
                bothWays[1],
                outsideIncome(own, accounts));
    }

    private Pairs[] pairs(int own, int[] local, int out, int in) {
        Pairs outgoing = new Pairs(new int[out], new int[out], new long[out]);
        Pairs incoming = new Pairs(new int[in], new int[in], new long[in]);
        for (int p = 0, o = 0, i = 0; p < pairs.size(); p++) {
            int from = pairs.debtor()[p];
            int to = pairs.creditor()[p];
            if (bank[from] == own) {
                set(outgoing, o++, local[from], local[to], pairs.amount()[p]);
            }
            if (bank[to] == own) {
                set(incoming, i++, local[to], local[from], pairs.amount()[p]);
            }
        }
        return new Pairs[] {outgoing, incoming};
    }

    private static void set(Pairs pairs, int at, int account, int counterparty, long amount) {
        pairs.account()[at] = account;
        pairs.counterparty()[at] = counterparty;
        pairs.amount()[at] = amount;
    }

    private Parties parties(int own, int size, int[] local) {
        int[] banksOf = new int[size];
        long[] words = new long[2 * size];
        for (int i = 0; i < local.length; i++) {
            if (local[i] >= 0) {
                banksOf[local[i]] = bank[i];
                words[2 * local[i]] = digests[2 * i];
                words[2 * local[i] + 1] = digests[2 * i + 1];
            }
        }
        return new Parties(own, banksOf, words);
    }

    private double[] ofOwn(int own, int accounts, double[] values) {
        double[] chosen = new double[accounts];
        for (int i = 0, next = 0; i < bank.length; i++) {
            if (bank[i] == own) {
                chosen[next++] = values[i];
            }
        }
        return chosen;
    }

    private long[] outsideIncome(int own, int accounts) {
        long[] chosen = new long[accounts];
        for (int i = 0, next = 0; i < bank.length; i++) {
            if (bank[i] == own) {
                chosen[next++] = pairs.outsideIncome()[i];
            }
        }
        return chosen;
    }
}
