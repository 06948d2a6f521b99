package io.mistnet.simulator.economy;

/**
 * Who holds the accounts. Shops come first, then landlords, then employers, then people in families of {@value #FAMILY}; behind all of them, the exchanges outside the
 * network where money leaves it.
 */
final class Population {

    static final int EXCHANGES = 8;
    private static final int FAMILY = 4;

    private final int shops;
    private final int landlords;
    private final int employers;
    private final int accounts;
    private final byte[] bank;

    Population(EconomyParameters parameters, Banks banks) {
        accounts = parameters.accounts();
        shops = accounts / 50;
        landlords = accounts / 50;
        employers = accounts / 33;
        bank = new byte[accounts + EXCHANGES];
        Chance chance = Chance.of(parameters.seed(), "population");
        for (int i = 0; i < accounts; i++) {
            bank[i] = (byte) banks.draw(chance);
        }
        for (int i = accounts; i < bank.length; i++) {
            bank[i] = (byte) banks.count();
        }
    }

    int accounts() {
        return accounts;
    }

    int bank(int account) {
        return bank[account];
    }

    int people() {
        return accounts - firms();
    }

    /** Shops, landlords and employers: the accounts below this number. */
    int firms() {
        return shops + landlords + employers;
    }

    boolean isFirm(int account) {
        return account < firms();
    }

    /** The account of the {@code number}-th person. */
    int person(int number) {
        return firms() + number;
    }

    int anyPerson(Chance chance) {
        return person(chance.below(people()));
    }

    int anyFirm(Chance chance) {
        return chance.popular(firms(), 2.0);
    }

    int popularShop(Chance chance) {
        return chance.popular(shops, 3.0);
    }

    int anyLandlord(Chance chance) {
        return shops + chance.popular(landlords, 2.0);
    }

    int anyEmployer(Chance chance) {
        return shops + landlords + chance.popular(employers, 3.0);
    }

    int anyExchange(Chance chance) {
        return accounts + chance.below(EXCHANGES);
    }

    /** Somebody else of the same family; where there is nobody, anybody else. */
    int relative(int account, Chance chance) {
        int number = account - firms();
        int head = number - number % FAMILY;
        int size = Math.min(FAMILY, people() - head);
        return size > 1
                ? person(head + (number - head + chance.between(1, size - 1)) % size)
                : anyoneBut(account, chance);
    }

    int anyoneBut(int account, Chance chance) {
        int other = anyPerson(chance);
        while (other == account) {
            other = anyPerson(chance);
        }
        return other;
    }
}
