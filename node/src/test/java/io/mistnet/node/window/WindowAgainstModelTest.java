package io.mistnet.node.window;

import static io.mistnet.node.window.WindowFixture.NOW;
import static io.mistnet.node.window.WindowFixture.SHAPE;
import static io.mistnet.node.window.WindowFixture.contents;
import static org.assertj.core.api.Assertions.assertThat;

import io.mistnet.node.window.AccountActivity.Slots;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds the store against a list of all transfers, over random streams, cut-offs in any order, restarts and a running clock. */
@Tag("slow")
class WindowAgainstModelTest {

    private static final int ACCOUNTS = 6;

    @TempDir
    Path directory;

    private final SettableClock clock = new SettableClock(NOW);
    private final Map<UUID, Booking> kept = new HashMap<>();
    private final List<Booking> delivered = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void everyWindowHoldsWhatTheListOfTransfersSays(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        WindowStore store = WindowFixture.open(directory, clock);
        for (int step = 0; step < 400; step++) {
            switch (random.nextInt(20)) {
                case 0 -> {
                    store.close();
                    store = WindowFixture.open(directory, clock);
                }
                case 1, 2, 3, 4, 5 -> compare(store, clock.instant().plusSeconds(random.nextInt(-60, 90)));
                case 6, 7 -> clock.advance(Duration.ofMillis(random.nextInt(1, 120_000)));
                default -> store.commit(batch(random));
            }
        }
        compare(store, clock.instant());
        assertThat(store.counters().get(Counter.KEPT)).isPositive().isEqualTo(kept.size());
        store.close();
    }

    private Batch batch(SplittableRandom random) {
        long horizon = SHAPE.horizon(clock.instant());
        List<Booking> bookings = new ArrayList<>();
        for (int i = random.nextInt(20); i > 0; i--) {
            boolean again = !delivered.isEmpty() && random.nextInt(5) == 0;
            Booking booking = again ? delivered.get(random.nextInt(delivered.size())) : fresh(random);
            delivered.add(booking);
            bookings.add(booking);
            if (booking.settlementTime().toEpochMilli() >= horizon) {
                kept.putIfAbsent(booking.uetr(), booking);
            }
        }
        return WindowFixture.batch(bookings.toArray(Booking[]::new));
    }

    private Booking fresh(SplittableRandom random) {
        return new Booking(
                WindowFixture.uetr(random),
                account(random),
                account(random),
                random.nextLong(1, 12_000),
                clock.instant().minusMillis(random.nextInt(-30_000, 720_000)));
    }

    private static AccountName account(SplittableRandom random) {
        int number = random.nextInt(ACCOUNTS);
        return switch (random.nextInt(3)) {
            case 0 -> WindowFixture.foreign(number);
            case 1 -> WindowFixture.outside(number);
            default -> WindowFixture.own(number);
        };
    }

    private void compare(WindowStore store, Instant cutOff) {
        WindowSnapshot snapshot = store.snapshot(cutOff);
        List<Booking> inside = kept.values().stream()
                .filter(b -> !b.settlementTime().isBefore(snapshot.begin())
                        && b.settlementTime().isBefore(snapshot.cutOff()))
                .toList();
        Map<String, String> expected = new TreeMap<>();
        Map<String, long[]> sums = new HashMap<>();
        inside.forEach(b -> {
            long[] sum = sums.computeIfAbsent(
                    b.debtor().number() + ">" + b.creditor().number(), p -> new long[2]);
            sum[0] += b.amount();
            sum[1]++;
        });
        sums.forEach((pair, sum) -> expected.put(pair, sum[0] + "x" + sum[1]));
        assertThat(contents(snapshot)).isEqualTo(expected);
        compareActivities(snapshot, inside);
    }

    private static void compareActivities(WindowSnapshot snapshot, List<Booking> inside) {
        Map<String, List<Booking>> byAccount = new HashMap<>();
        for (Booking booking : inside) {
            if (!booking.debtor().equals(booking.creditor())) {
                byAccount
                        .computeIfAbsent(booking.debtor().number(), n -> new ArrayList<>())
                        .add(booking);
                byAccount
                        .computeIfAbsent(booking.creditor().number(), n -> new ArrayList<>())
                        .add(booking);
            }
        }
        byAccount.keySet().removeIf(number -> !number.startsWith("OWN"));
        Map<String, AccountActivity> actual = new HashMap<>();
        for (int i = 0; i < snapshot.activeAccounts(); i++) {
            actual.put(snapshot.number(snapshot.activeAccount(i)), snapshot.activity(i));
        }
        assertThat(actual.keySet()).isEqualTo(byAccount.keySet());
        byAccount.forEach((number, bookings) -> compare(Objects.requireNonNull(actual.get(number)), number, bookings));
    }

    private static void compare(AccountActivity actual, String number, List<Booking> bookings) {
        Map<String, Integer> senders = new HashMap<>();
        var receivers = new HashSet<String>();
        Map<Long, long[]> slots = new TreeMap<>();
        for (Booking booking : bookings) {
            boolean in = booking.creditor().number().equals(number);
            if (in) {
                senders.merge(booking.debtor().number(), 1, Integer::sum);
            } else {
                receivers.add(booking.creditor().number());
            }
            long slot = WindowFixture.ACTIVITY.slotOf(booking.settlementTime().toEpochMilli());
            slots.computeIfAbsent(slot, s -> new long[2])[in ? 0 : 1] += booking.amount();
        }
        assertThat(actual.senders()).isEqualTo(senders.size());
        assertThat(actual.oneOffSenders())
                .isEqualTo((int) senders.values().stream().filter(n -> n == 1).count());
        assertThat(actual.receivers()).isEqualTo(receivers.size());
        assertThat(actual.transfers()).isEqualTo(bookings.size());
        assertThat(actual.justBelow()).isEqualTo((int) bookings.stream()
                .filter(b -> b.amount() >= 9_000 && b.amount() < 10_000)
                .count());
        Slots money = actual.slots();
        assertThat(money.start()).containsExactly(slots.keySet().toArray(Long[]::new));
        assertThat(money.in())
                .containsExactly(slots.values().stream().mapToLong(s -> s[0]).toArray());
        assertThat(money.out())
                .containsExactly(slots.values().stream().mapToLong(s -> s[1]).toArray());
    }
}
