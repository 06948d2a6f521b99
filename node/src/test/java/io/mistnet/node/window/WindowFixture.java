package io.mistnet.node.window;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** A small window of ten minutes in buckets of a second at bank 0 of three, and what stands in it. */
public final class WindowFixture {

    public static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    public static final WindowShape SHAPE =
            new WindowShape(Duration.ofMinutes(10), Duration.ofSeconds(1), Duration.ofMinutes(1));
    public static final ActivityShape ACTIVITY = new ActivityShape(Duration.ofMinutes(1), 10_000);
    public static final Directory BANKS =
            new BicDirectory(List.of(List.of("AAAADEFF", "AAAAFRPP"), List.of("BBBBDEFF"), List.of("CCCCDEFF")), 0);

    private WindowFixture() {}

    static WindowStore open(Path directory, InstantSource clock) {
        return WindowStore.open(directory, SHAPE, ACTIVITY, BANKS, clock);
    }

    static WindowStore open(Path directory) {
        return open(directory, InstantSource.fixed(NOW));
    }

    static AccountName own(int number) {
        return new AccountName("OWN" + number, "AAAADEFF");
    }

    static AccountName foreign(int number) {
        return new AccountName("FOREIGN" + number, "BBBBDEFF");
    }

    static AccountName outside(int number) {
        return new AccountName("OUTSIDE" + number, "ZZZZUS33");
    }

    static UUID uetr(RandomGenerator random) {
        return new UUID((random.nextLong() & ~0xF000L) | 0x4000L, (random.nextLong() >>> 2) | Long.MIN_VALUE);
    }

    static Booking booking(AccountName debtor, AccountName creditor, long amount, Instant settled) {
        return new Booking(UUID.randomUUID(), debtor, creditor, amount, settled);
    }

    static Batch batch(Booking... bookings) {
        return new Batch(List.of(bookings), List.of(), 0, 0, Map.of());
    }

    /** The pairs of a window by account numbers, as {@code debtor>creditor} to {@code amount x count}. */
    public static Map<String, String> contents(WindowSnapshot snapshot) {
        Map<String, String> contents = new TreeMap<>();
        WindowPairs pairs = snapshot.pairs();
        for (int i = 0; i < pairs.size(); i++) {
            contents.put(
                    snapshot.number(pairs.debtor()[i]) + ">" + snapshot.number(pairs.creditor()[i]),
                    pairs.amount()[i] + "x" + pairs.count()[i]);
        }
        return contents;
    }
}
