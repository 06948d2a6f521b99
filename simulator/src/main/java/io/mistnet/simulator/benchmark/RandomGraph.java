package io.mistnet.simulator.benchmark;

import io.mistnet.simulator.graph.PairTable;
import io.mistnet.simulator.graph.TransferGraph;
import io.mistnet.simulator.graph.TransferTable;
import java.util.SplittableRandom;

/**
 * A random graph whose degrees are heavy-tailed: the r-th most active sender or receiver is drawn in proportion to r^-0.6, so that with a million accounts the largest
 * have some ten thousand neighbours and the median has a few. Senders' and receivers' ranks are independent. Every transfer is a pair of its own, which is the costliest
 * case, and none goes back to its sender.
 */
public final class RandomGraph {

    private static final double SKEW = 2.5;
    private static final long MOST_AMOUNT = 1_000_000;

    private final int banks;
    private final int accounts;
    private final int transfers;
    private final long seed;

    /**
     * @throws IllegalArgumentException where so many different pairs of so few accounts would take long to find
     */
    public RandomGraph(int banks, int accounts, int transfers, long seed) {
        if (banks < 1 || accounts < banks || transfers < 0) {
            throw new IllegalArgumentException(
                    "%d banks, %d accounts, %d transfers".formatted(banks, accounts, transfers));
        }
        if (transfers > accounts * (accounts - 1L) / 20) {
            throw new IllegalArgumentException(
                    "%d accounts are too few for %d transfers between different pairs: take at most %d transfers"
                            .formatted(accounts, transfers, accounts * (accounts - 1L) / 20));
        }
        this.banks = banks;
        this.accounts = accounts;
        this.transfers = transfers;
        this.seed = seed;
    }

    public TransferGraph graph() {
        SplittableRandom random = new SplittableRandom(seed);
        int[] bank = new int[accounts];
        long[] digests = new long[2 * accounts];
        for (int i = 0; i < accounts; i++) {
            bank[i] = random.nextInt(banks);
            digests[2 * i] = random.nextLong();
            digests[2 * i + 1] = random.nextLong();
        }
        return new TransferGraph(banks, bank, digests, PairTable.of(transfers(random), accounts));
    }

    /** An initial risk for every account: above one half for one in a hundred, small for the others. */
    public double[] initialRisk() {
        SplittableRandom random = new SplittableRandom(seed + 1);
        double[] risk = new double[accounts];
        for (int i = 0; i < accounts; i++) {
            double drawn = random.nextDouble();
            risk[i] = random.nextInt(100) == 0 ? 0.5 + drawn / 2 : drawn * drawn / 4;
        }
        return risk;
    }

    private TransferTable transfers(SplittableRandom random) {
        TransferTable table = new TransferTable(transfers);
        PairSet seen = new PairSet(transfers);
        int[] receivers = shuffledAccounts(random);
        while (table.size() < transfers) {
            int debtor = rank(random);
            int creditor = receivers[rank(random)];
            if (debtor != creditor && seen.add(debtor, creditor)) {
                table.add(debtor, creditor, 1 + random.nextLong(MOST_AMOUNT));
            }
        }
        return table;
    }

    private int rank(SplittableRandom random) {
        return Math.min(accounts - 1, (int) (accounts * Math.pow(random.nextDouble(), SKEW)));
    }

    private int[] shuffledAccounts(SplittableRandom random) {
        int[] shuffled = new int[accounts];
        for (int i = 0; i < accounts; i++) {
            int j = random.nextInt(i + 1);
            shuffled[i] = shuffled[j];
            shuffled[j] = i;
        }
        return shuffled;
    }
}
