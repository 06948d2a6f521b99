package io.mistnet.simulator.economy;

import java.time.Instant;

/**
 * What an economy is made from. Equal parameters give equal transfers, to the byte, on every platform.
 *
 * @param seed where all chance comes from
 * @param banks how many banks, 2 to {@value #MOST_BANKS}; the first has most accounts
 * @param accounts how many accounts at all banks together, {@value #FEWEST_ACCOUNTS} to {@value #MOST_ACCOUNTS}
 * @param days how many days, 1 to 366
 * @param transfers how many transfers; more only where the schemes alone are more
 * @param illicitShare the share of accounts that belong to mules, 0 to 0.2
 * @param start when the first day begins
 */
public record EconomyParameters(
        long seed, int banks, int accounts, int days, long transfers, double illicitShare, Instant start) {

    public static final int MOST_BANKS = 50;
    public static final int FEWEST_ACCOUNTS = 200;
    public static final int MOST_ACCOUNTS = 50_000_000;
    public static final int MOST_DAYS = 366;
    private static final long MOST_TRANSFERS = 1_000_000_000;

    public EconomyParameters {
        requireWithin("banks", banks, 2, MOST_BANKS);
        requireWithin("accounts", accounts, FEWEST_ACCOUNTS, MOST_ACCOUNTS);
        requireWithin("days", days, 1, MOST_DAYS);
        requireWithin("transfers", transfers, days, MOST_TRANSFERS);
        if (!(illicitShare >= 0 && illicitShare <= 0.2)) {
            throw new IllegalArgumentException("the illicit share must be in [0, 0.2], not " + illicitShare);
        }
    }

    /** Five banks, 10,000 accounts, 100,000 transfers in 30 days, one account in a hundred a mule's. */
    public static EconomyParameters defaults() {
        return new EconomyParameters(1, 5, 10_000, 30, 100_000, 0.01, Instant.parse("2026-01-01T00:00:00Z"));
    }

    private static void requireWithin(String name, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException("%s must be %d to %d, not %d".formatted(name, least, most, value));
        }
    }
}
