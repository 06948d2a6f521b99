package io.mistnet.simulator.benchmark.console;

import java.time.Duration;

/**
 * What is measured.
 *
 * @param users how many people work at once, most of them at the bank
 * @param duration how long they are measured
 * @param warmUp how long they work before
 * @param alerts in the bank's queue when the network starts
 * @param records in the intelligence database
 * @param banks of the network, of which three compute
 * @param seed what people do is drawn from it
 */
public record ConsoleBenchmarkOptions(
        int users, Duration duration, Duration warmUp, int alerts, int records, int banks, long seed) {

    private static final int FEWEST_USERS = 4;
    private static final int MOST_USERS = 1_000;
    private static final int MOST_ALERTS = 10_000_000;
    private static final int FEWEST_RECORDS = 1_000;
    private static final int MOST_RECORDS = 10_000_000;

    /** @throws IllegalArgumentException where a number is out of range */
    public ConsoleBenchmarkOptions {
        require("users", users, FEWEST_USERS, MOST_USERS);
        require("seconds of measurement", duration.toSeconds(), 5, 24 * 60 * 60);
        require("seconds of warm-up", warmUp.toSeconds(), 0, 60 * 60);
        require("alerts", alerts, 0, MOST_ALERTS);
        require("records", records, FEWEST_RECORDS, MOST_RECORDS);
        require("banks", banks, 3, 10);
    }

    private static void require(String what, long number, long least, long most) {
        if (number < least || number > most) {
            throw new IllegalArgumentException("%d to %d %s, not %d".formatted(least, most, what, number));
        }
    }
}
