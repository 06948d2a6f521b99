package io.mistnet.simulator.economy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Lays out one scheme: its mules, and what they pay each other within minutes, each keeping a little. */
final class SchemeLayout {

    private static final double REPORTED = 0.6;

    private final int number;
    private final Pattern pattern;
    private final long start;
    private final Recruits recruits;
    private final Population population;
    private final Chance chance;
    private final List<Integer> mules = new ArrayList<>();
    private final List<Integer> reported = new ArrayList<>();
    private final List<EconomyTransfer> transfers = new ArrayList<>();

    SchemeLayout(int number, Pattern pattern, long start, Recruits recruits, Population population, Chance chance) {
        this.number = number;
        this.pattern = pattern;
        this.start = start;
        this.recruits = recruits;
        this.population = population;
        this.chance = chance;
    }

    /** @param mostMules no more mules than this; 10 or more but for {@link Pattern#CHAIN} */
    Scheme lay(int mostMules) {
        switch (pattern) {
            case CHAIN -> layChain(mostMules);
            case FAN_IN -> layFanIn();
            case FAN_OUT -> layFanOut();
            case CYCLE -> layCycle();
            case SCATTER_GATHER -> layScatterGather();
        }
        transfers.sort(Comparator.comparingLong(EconomyTransfer::second));
        return new Scheme(number, pattern, mules, reported, transfers);
    }

    private void layChain(int mostMules) {
        Money money = victimsPay(recruit());
        for (int hops = chance.between(3, Math.min(7, mostMules)) - 1; hops > 0; hops--) {
            money = forward(money, recruit(bank(money.holder)));
        }
        cashOut(money);
    }

    private void layFanIn() {
        int collector = recruit();
        List<Money> paid = new ArrayList<>();
        for (int n = chance.between(4, 8); n > 0; n--) {
            paid.add(forward(victimsPay(recruit(bank(collector))), collector));
        }
        cashOut(gathered(paid));
    }

    private void layFanOut() {
        Money money = victimsPay(recruit());
        for (Money part : split(money, chance.between(4, 8))) {
            cashOut(forward(part, recruit(bank(part.holder))));
        }
    }

    private void layCycle() {
        int first = recruit();
        Money money = victimsPay(first);
        // an even length, so that neighbours can differ even where there are only two banks
        int length = chance.happens(0.5) ? 4 : 6;
        for (int hop = 1; hop < length - 1; hop++) {
            money = forward(money, recruit(bank(money.holder)));
        }
        money = forward(money, recruit(bank(money.holder), bank(first)));
        cashOut(forward(money, first));
    }

    private void layScatterGather() {
        Money money = victimsPay(recruit());
        List<Money> parts = split(money, chance.between(3, 7));
        // the collector is chosen by the first middleman: with two banks it has to be at the source's
        int middleman = recruit(bank(money.holder));
        int collector = recruit(bank(middleman));
        List<Money> paid = new ArrayList<>();
        paid.add(forward(forward(parts.get(0), middleman), collector));
        for (Money part : parts.subList(1, parts.size())) {
            paid.add(forward(forward(part, recruit(bank(money.holder), bank(collector))), collector));
        }
        cashOut(gathered(paid));
    }

    /** Money that a mule has just received. */
    private record Money(int holder, long amount, long second) {}

    private Money victimsPay(int mule) {
        long second = start;
        long sum = 0;
        for (int n = chance.between(1, 3); n > 0; n--) {
            second += chance.between(60, 1200);
            long amount = (long) Math.max(100_000, chance.logNormal(500_000, 0.6));
            pay(second, recruits.victim(), mule, amount);
            sum += amount;
        }
        if (chance.happens(REPORTED)) {
            reported.add(mule);
        }
        return new Money(mule, sum, second);
    }

    private Money forward(Money money, int next) {
        long amount = lessKept(money.amount);
        long second = money.second + chance.between(120, 900);
        pay(second, money.holder, next, amount);
        return new Money(next, amount, second);
    }

    private void cashOut(Money money) {
        pay(
                money.second + chance.between(120, 1800),
                money.holder,
                population.anyExchange(chance),
                lessKept(money.amount));
    }

    private List<Money> split(Money money, int parts) {
        List<Money> split = new ArrayList<>();
        for (int i = 0; i < parts; i++) {
            split.add(new Money(money.holder, money.amount / parts, money.second));
        }
        return split;
    }

    private static Money gathered(List<Money> paid) {
        long sum = paid.stream().mapToLong(Money::amount).sum();
        long last = paid.stream().mapToLong(Money::second).max().orElseThrow();
        return new Money(paid.get(0).holder, sum, last);
    }

    private long lessKept(long amount) {
        return (long) (amount * chance.uniform(0.95, 0.99));
    }

    private void pay(long second, int debtor, int creditor, long amount) {
        transfers.add(new EconomyTransfer(second, debtor, creditor, amount, number));
    }

    private int recruit(int... avoidedBanks) {
        int mule = recruits.mule(avoidedBanks);
        mules.add(mule);
        return mule;
    }

    private int bank(int account) {
        return population.bank(account);
    }
}
