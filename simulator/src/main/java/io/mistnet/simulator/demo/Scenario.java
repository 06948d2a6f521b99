package io.mistnet.simulator.demo;

import io.mistnet.connectors.dataset.DataSet;
import io.mistnet.connectors.dataset.Label;
import io.mistnet.connectors.selector.SelectorType;
import io.mistnet.simulator.economy.Economy;
import io.mistnet.simulator.economy.EconomyParameters;
import io.mistnet.simulator.economy.OwnView;
import io.mistnet.simulator.evaluation.PooledData;
import io.mistnet.simulator.evaluation.Suspicion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is replayed: accounts at banks, and transfers in the order of time.
 *
 * @param name what it is, for people
 * @param banks how many banks; their accounts' {@code bank} is below it
 * @param accounts all accounts in the network
 * @param transfers all transfers; a party that is no index of {@code accounts} is outside the network
 * @param labelled whether it is known which accounts are illicit
 */
record Scenario(String name, int banks, List<Account> accounts, List<Move> transfers, boolean labelled) {

    static final int OUTSIDE = -1;
    private static final int MOST_TRANSFERS = 2_000_000;

    /**
     * An account.
     *
     * @param number its IBAN, or the data set's own number
     * @param risk what its bank thinks of it at the start, in [0, 1]
     * @param illicit its label
     * @param given whether the label was given to its bank, so that finding it is no merit
     */
    record Account(String number, int bank, double risk, boolean illicit, boolean given) {}

    /** A transfer between two accounts, in minor units. */
    record Move(int debtor, int creditor, long amount) {}

    /** An economy made from a seed, small enough to watch. */
    static Scenario synthetic(int banks, long seed, int accounts, int transfers) {
        EconomyParameters defaults = EconomyParameters.defaults();
        Economy economy =
                new Economy(new EconomyParameters(seed, banks, accounts, 7, transfers, 0.02, defaults.start()));
        List<Move> moves = new ArrayList<>();
        OwnView view = economy.ownView();
        economy.transfers(transfer -> {
            view.accept(transfer);
            moves.add(new Move(
                    inside(transfer.debtor(), economy.accounts()),
                    inside(transfer.creditor(), economy.accounts()),
                    transfer.amount()));
        });
        List<Account> list = new ArrayList<>();
        for (int i = 0; i < economy.accounts(); i++) {
            list.add(new Account(economy.iban(i), economy.bank(i), view.initialRisk(i), economy.illicit(i), false));
        }
        return new Scenario("synthetic economy, seed " + seed, banks, list, moves, true);
    }

    /** A data set of others. Accounts without an initial risk get one as an evaluation gives it. */
    static Scenario of(DataSet set, String name, int banks, long seed) {
        PooledData data = PooledData.of(set);
        if (data.banks().size() > banks) {
            throw new IllegalArgumentException("the data set has %d banks; give --banks %d, or a set with fewer"
                    .formatted(data.banks().size(), data.banks().size()));
        }
        Suspicion suspicion = Suspicion.of(data, 0.5, seed);
        boolean[] illicit = data.illicit();
        Map<String, Integer> index = new HashMap<>();
        List<Account> accounts = new ArrayList<>();
        for (int i = 0; i < data.accounts().size(); i++) {
            index.put(data.accounts().get(i), i);
            accounts.add(new Account(
                    data.accounts().get(i),
                    data.graph().bank()[i],
                    suspicion.initialRisk()[i],
                    illicit != null && illicit[i],
                    !suspicion.counted()[i]));
        }
        List<Move> moves = new ArrayList<>();
        set.forEachTransfer(transfer -> {
            if (moves.size() == MOST_TRANSFERS) {
                throw new IllegalArgumentException(
                        "a demonstration replays at most %d transfers; use mistnet evaluate for more"
                                .formatted(MOST_TRANSFERS));
            }
            moves.add(new Move(
                    index.getOrDefault(transfer.debtor(), OUTSIDE),
                    index.getOrDefault(transfer.creditor(), OUTSIDE),
                    transfer.amount()));
        });
        return new Scenario(name, data.banks().size(), accounts, moves, illicit != null);
    }

    /** The first accounts that are mules' and have IBANs, at most so many. */
    List<String> mules(int most) {
        return accounts.stream()
                .filter(Account::illicit)
                .map(Account::number)
                .filter(number -> SelectorType.detect(number, Optional.empty()).equals(Optional.of(SelectorType.IBAN)))
                .limit(most)
                .toList();
    }

    private static int inside(int account, int accounts) {
        return account < accounts ? account : OUTSIDE;
    }

    static Label label(Account account) {
        return account.illicit() ? Label.ILLICIT : Label.LICIT;
    }
}
