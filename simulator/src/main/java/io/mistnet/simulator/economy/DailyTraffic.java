package io.mistnet.simulator.economy;

/**
 * What happens on any day: purchases, money within families, suppliers' bills; and what looks like laundering but is honest: treasury sweeps, shared bills, and sales
 * whose proceeds are spent within the hour.
 */
final class DailyTraffic {

    private static final int LONGEST_BURST = 8;
    private static final double BURSTS = 0.01;
    private static final double FAMILY = 0.15;
    private static final double SUPPLIERS = 0.10;

    private final Population population;
    private final Chance chance;

    DailyTraffic(EconomyParameters parameters, Population population) {
        this.population = population;
        this.chance = Chance.of(parameters.seed(), "daily traffic");
    }

    /** Adds exactly {@code count} transfers. */
    void addDay(int day, int count, TransferBuffer to) {
        long midnight = day * 86_400L;
        int end = to.size() + count;
        while (to.size() < end) {
            double kind = chance.uniform();
            if (kind < BURSTS && end - to.size() >= LONGEST_BURST) {
                addLookAlike(midnight, to);
            } else if (kind < BURSTS + FAMILY) {
                int sender = population.anyPerson(chance);
                add(to, daytime(midnight), sender, population.relative(sender, chance), chance.logNormal(6_000, 1));
            } else if (kind < BURSTS + FAMILY + SUPPLIERS) {
                addSupplierBill(midnight, to);
            } else {
                add(
                        to,
                        daytime(midnight),
                        population.anyPerson(chance),
                        population.popularShop(chance),
                        chance.logNormal(2_500, 1.1));
            }
        }
    }

    private void addSupplierBill(long midnight, TransferBuffer to) {
        int customer = population.anyFirm(chance);
        add(to, daytime(midnight), customer, otherFirm(customer), chance.logNormal(80_000, 1.3));
    }

    private void addLookAlike(long midnight, TransferBuffer to) {
        double kind = chance.uniform();
        if (kind < 0.3) {
            addTreasurySweep(midnight, to);
        } else if (kind < 0.7) {
            addSharedBill(midnight, to);
        } else {
            addResale(midnight, to);
        }
    }

    /** In the evening subsidiaries send their balances to the head of the group, which sends the whole on: a fan-in across banks within minutes. */
    private void addTreasurySweep(long midnight, TransferBuffer to) {
        long time = midnight + chance.between(18 * 3600, 20 * 3600);
        int head = population.anyFirm(chance);
        long sum = 0;
        for (int n = chance.between(2, 5); n > 0; n--) {
            long amount = (long) chance.logNormal(1_500_000, 0.7);
            add(to, time += chance.between(20, 90), otherFirm(head), head, amount);
            sum += amount;
        }
        add(to, time + chance.between(60, 600), head, otherFirm(head), sum);
    }

    /** One guest paid the restaurant, and the others pay their parts within the hour. */
    private void addSharedBill(long midnight, TransferBuffer to) {
        long time = midnight + chance.between(20 * 3600, 22 * 3600);
        int host = population.anyPerson(chance);
        double part = chance.logNormal(3_000, 0.5);
        for (int n = chance.between(3, 7); n > 0; n--) {
            add(to, time + chance.between(0, 3600), population.anyoneBut(host, chance), host, part);
        }
    }

    /** A car is sold, and the seller pays for the next one within the hour: two hops of one large amount. */
    private void addResale(long midnight, TransferBuffer to) {
        long time = daytime(midnight);
        int seller = population.anyPerson(chance);
        double price = Math.max(200_000, chance.logNormal(700_000, 0.5));
        add(to, time, population.anyoneBut(seller, chance), seller, price);
        add(
                to,
                time + chance.between(300, 3000),
                seller,
                population.anyoneBut(seller, chance),
                price * chance.uniform(0.8, 1));
    }

    private int otherFirm(int firm) {
        int other = population.anyFirm(chance);
        while (other == firm) {
            other = population.anyFirm(chance);
        }
        return other;
    }

    private long daytime(long midnight) {
        return midnight + 7 * 3600 + (long) (15 * 3600 * (chance.uniform() + chance.uniform()) / 2);
    }

    private static void add(TransferBuffer to, long second, int debtor, int creditor, double amount) {
        to.add(second, debtor, creditor, Math.max(1, Math.min((long) amount, 10_000_000_000L)), EconomyTransfer.HONEST);
    }
}
