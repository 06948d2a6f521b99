package io.mistnet.simulator.economy;

import java.time.LocalDate;
import java.time.ZoneOffset;

/** Salaries and rents: once a month each, always the same amount between the same accounts. They take at most half of all transfers. */
final class StandingOrders {

    private static final int[] PAYDAYS = {1, 10, 15, 25, 27, 28};
    private static final int LAST_RENT_DAY = 5;
    private static final double TENANTS = 0.5;

    private final Population population;
    private final Chance chance;
    private final LocalDate firstDay;
    private final byte[] payday;
    private final byte[] rentDay;
    private final int[] employer;
    private final int[] landlord;
    private final int[] salary;
    private final long total;

    StandingOrders(EconomyParameters parameters, Population population) {
        this.population = population;
        firstDay = LocalDate.ofInstant(parameters.start(), ZoneOffset.UTC);
        chance = Chance.of(parameters.seed(), "times of standing orders");
        int people = population.people();
        payday = new byte[people];
        rentDay = new byte[people];
        employer = new int[people];
        landlord = new int[people];
        salary = new int[people];
        Chance lives = Chance.of(parameters.seed(), "lives");
        double months = Math.max(1, parameters.days() / 30.0);
        double inNetwork = Math.min(0.95, 0.4 * parameters.transfers() / (months * people * (1 + TENANTS)));
        for (int i = 0; i < people; i++) {
            employer[i] = population.anyEmployer(lives);
            landlord[i] = population.anyLandlord(lives);
            salary[i] = (int) Math.min(5_000_000, lives.logNormal(260_000, 0.4));
            payday[i] = (byte) (lives.happens(inNetwork) ? PAYDAYS[employer[i] % PAYDAYS.length] : 0);
            rentDay[i] = (byte) (lives.happens(inNetwork * TENANTS) ? lives.between(1, LAST_RENT_DAY) : 0);
        }
        total = count(parameters.days());
    }

    /** How many there are in all days. */
    long total() {
        return total;
    }

    void addDay(int day, TransferBuffer to) {
        long midnight = day * 86_400L;
        int date = firstDay.plusDays(day).getDayOfMonth();
        for (int i = 0; i < payday.length; i++) {
            if (payday[i] == date) {
                to.add(at(midnight, 6, 9), employer[i], population.person(i), salary[i], EconomyTransfer.HONEST);
            }
            if (rentDay[i] == date) {
                to.add(at(midnight, 1, 6), population.person(i), landlord[i], salary[i] / 3, EconomyTransfer.HONEST);
            }
        }
    }

    private long at(long midnight, int fromHour, int toHour) {
        return midnight + chance.between(fromHour * 3600, toHour * 3600 - 1);
    }

    private long count(int days) {
        int[] ordersOn = new int[32];
        for (int i = 0; i < payday.length; i++) {
            ordersOn[payday[i]]++;
            ordersOn[rentDay[i]]++;
        }
        long count = 0;
        for (int day = 0; day < days; day++) {
            count += ordersOn[firstDay.plusDays(day).getDayOfMonth()];
        }
        return count;
    }
}
