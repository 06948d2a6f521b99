package io.mistnet.protocols.propagation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/** Random ledgers that differ in everything but what is public: each bank's numbers of accounts, of outgoing and of incoming pairs, and how many pairs match. */
final class LeakageGraph {

    private final int banks;
    private final int accounts;
    private final int pairs;

    /**
     * @param accounts of each bank
     * @param pairs between each two banks, in each direction, and inside each bank
     */
    LeakageGraph(int banks, int accounts, int pairs) {
        this.banks = banks;
        this.accounts = accounts;
        this.pairs = pairs;
    }

    /** Risks and amounts have many bits set, so that none of them stands anywhere by chance. */
    List<Ledger> ledgers(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        RandomLedgers graph = RandomLedgers.empty(banks);
        for (int bank = 0; bank < banks; bank++) {
            for (int k = 0; k < accounts; k++) {
                graph.account(name(seed, bank, k), bank, random.nextDouble());
            }
        }
        for (int sender = 0; sender < banks; sender++) {
            for (int receiver = 0; receiver < banks; receiver++) {
                for (List<Integer> pair : distinct(random)) {
                    graph.transfer(
                            name(seed, sender, pair.get(0)),
                            name(seed, receiver, pair.get(1)),
                            random.nextLong(1L << 49, 1L << 53));
                }
            }
        }
        return graph.ledgers();
    }

    private Set<List<Integer>> distinct(SplittableRandom random) {
        int hubs = random.nextInt(1, accounts);
        Set<List<Integer>> distinct = new HashSet<>();
        while (distinct.size() < pairs) {
            distinct.add(new ArrayList<>(List.of(
                    random.nextInt(accounts), random.nextBoolean() ? random.nextInt(accounts) : random.nextInt(hubs))));
        }
        return distinct;
    }

    private static String name(long seed, int bank, int account) {
        return "IBAN%d-%d-%d".formatted(seed, bank, account);
    }
}
