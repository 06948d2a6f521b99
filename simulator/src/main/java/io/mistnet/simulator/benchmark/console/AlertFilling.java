package io.mistnet.simulator.benchmark.console;

import io.mistnet.connectors.transfer.InstructedAmount;
import io.mistnet.connectors.transfer.Transfer;
import io.mistnet.node.access.Person;
import io.mistnet.node.alert.Alert;
import io.mistnet.node.alert.AlertCounter;
import io.mistnet.node.alert.AlertFilter;
import io.mistnet.node.alert.AlertInbox;
import io.mistnet.node.alert.AlertOrder;
import io.mistnet.node.alert.AlertQueue;
import io.mistnet.node.alert.AlertWork;
import io.mistnet.node.alert.Disposition;
import io.mistnet.node.alert.Measure;
import io.mistnet.node.alert.RaisedAlert;
import io.mistnet.node.relational.DatabaseSettings;
import io.mistnet.node.relational.RelationalDatabase;
import io.mistnet.simulator.economy.IbanSeries;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;

/** Fills a bank's desk with alerts before its node starts: raised and worked by the classes that a node uses, of two years, with heavy-tailed risks and two transfers each. */
final class AlertFilling {

    private static final int AT_ONCE = 1_000;
    private static final Duration APART = Duration.ofMinutes(10);
    private static final int WORKED_ONE_IN = 10;

    private final IbanSeries accounts = new IbanSeries("DE", "50010517", 10);
    private final String bic;
    private final Random random;
    private final Instant now;

    /** @param now when the newest alert was raised */
    AlertFilling(String bic, long seed, Instant now) {
        this.bic = bic;
        this.random = new Random(seed);
        this.now = now.truncatedTo(ChronoUnit.MILLIS);
    }

    /**
     * Fills it. One alert in ten is worked by somebody: half of these are closed, the others assigned.
     *
     * @param people who works alerts, by id
     */
    void fill(Path data, int alerts, List<Person> people) throws IOException {
        try (RelationalDatabase database = RelationalDatabase.open(DatabaseSettings.embedded(data))) {
            for (int from = 0; from < alerts; from += AT_ONCE) {
                int begin = from;
                int end = Math.min(alerts, from + AT_ONCE);
                database.inTransaction(handle -> {
                    AlertInbox inbox = new AlertInbox(handle, now);
                    for (int i = begin; i < end; i++) {
                        inbox.take(raised(i, alerts));
                    }
                    return end;
                });
            }
            work(database, alerts / WORKED_ONE_IN, people);
        }
    }

    private void work(RelationalDatabase database, int count, List<Person> people) {
        InstantSource clock = InstantSource.system();
        AlertWork work = new AlertWork(database, clock, new AlertCounter(database, clock));
        List<Alert> some = new AlertQueue(database)
                .page(AlertFilter.toDo(), AlertOrder.OLDEST, Optional.empty(), Math.max(1, count))
                .alerts();
        for (Alert alert : some) {
            Person by = people.get(random.nextInt(people.size()));
            if (random.nextBoolean()) {
                work.assign(alert.id(), alert.version(), by, by);
            } else {
                Disposition disposition = Disposition.values()[random.nextInt(Disposition.values().length)];
                work.close(alert.id(), alert.version(), by, disposition, Optional.empty());
            }
        }
    }

    private RaisedAlert raised(int number, int alerts) {
        Instant at = now.minus(APART.multipliedBy(alerts - number));
        String account = account(number);
        return new RaisedAlert(
                account,
                1,
                number % 3 == 0 ? "taint" : "weighted",
                Measure.SCORE,
                Math.round(1e6 * Math.pow(random.nextDouble(), 3)) / 1e6,
                at.minusSeconds(10),
                List.of(
                        transfer(account(alerts + random.nextInt(alerts)), account, at),
                        transfer(account, account(alerts + random.nextInt(alerts)), at)),
                at);
    }

    private Transfer transfer(String debtor, String creditor, Instant before) {
        return new Transfer(
                uetr(),
                new InstructedAmount(BigDecimal.valueOf(1 + random.nextInt(1_000_000), 2), Currency.getInstance("EUR")),
                debtor,
                bic,
                creditor,
                bic,
                before.minus(Duration.ofMinutes(1 + random.nextInt(600))));
    }

    /** Of version 4, as UETRs are. */
    private UUID uetr() {
        long high = random.nextLong() & 0xffffffffffff0fffL | 0x4000L;
        long low = random.nextLong() & 0x3fffffffffffffffL | 0x8000000000000000L;
        return new UUID(high, low);
    }

    private String account(int number) {
        return accounts.iban(number);
    }
}
