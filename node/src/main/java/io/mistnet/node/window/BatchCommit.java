package io.mistnet.node.window;

import io.mistnet.node.storage.Database;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One batch on its way into the store: sorted into kinds, written in one piece, and only then shown in memory. */
final class BatchCommit {

    private final WindowShape window;
    private final ActivityShape activity;
    private final AccountTable accounts;
    private final ReportedRisks risks;
    private final Database database;
    private final Database.Writes writes;

    private final Map<PairBucket, Tally> changes = new LinkedHashMap<>();
    private final Map<String, RiskScore> scores = new HashMap<>();
    private final EnumMap<Counter, Long> counts = new EnumMap<>(Counter.class);

    BatchCommit(
            WindowShape window,
            ActivityShape activity,
            AccountTable accounts,
            ReportedRisks risks,
            Database database,
            Database.Writes writes) {
        this.window = window;
        this.activity = activity;
        this.accounts = accounts;
        this.risks = risks;
        this.database = database;
        this.writes = writes;
    }

    /**
     * Puts the batch's rows into the writes, all but its marks: offsets, counters and the next account's id.
     *
     * @param horizon what settled before it has expired
     * @throws AmountOverflowException if the sum of a pair does not fit
     */
    void stage(Batch batch, long horizon) {
        count(Counter.IN, batch.bookings().size() + batch.dead());
        count(Counter.DEAD, batch.dead());
        List<Booking> live = new ArrayList<>(batch.bookings().size());
        for (Booking booking : batch.bookings()) {
            if (booking.settlementTime().toEpochMilli() < horizon) {
                count(Counter.EXPIRED, 1);
            } else {
                live.add(booking);
            }
        }
        stage(unknown(live));
        count(Counter.SCORES_IN, batch.scores().size() + batch.deadScores());
        count(Counter.SCORES_DEAD, batch.deadScores());
        batch.scores().forEach(this::stage);
    }

    Counters counts() {
        return new Counters(counts);
    }

    /** Shows in memory what is now on disk. */
    void publish(WindowView view) {
        changes.forEach(view::added);
        for (RiskScore score : scores.values()) {
            risks.accept(score);
            view.reported(accounts.findOwn(score.account()), score.risk());
        }
    }

    private List<Booking> unknown(List<Booking> bookings) {
        List<byte @Nullable []> known = database.getAll(
                Table.REFERENCES,
                bookings.stream().map(b -> KeptTransfer.uetrKey(b.uetr())).toList());
        Set<UUID> inBatch = new HashSet<>();
        List<Booking> unknown = new ArrayList<>(bookings.size());
        for (int i = 0; i < bookings.size(); i++) {
            Booking booking = bookings.get(i);
            if (known.get(i) == null && inBatch.add(booking.uetr())) {
                unknown.add(booking);
            } else {
                count(Counter.DUPLICATE, 1);
            }
        }
        return unknown;
    }

    private void stage(List<Booking> bookings) {
        List<PairBucket> rows = new ArrayList<>(bookings.size());
        for (Booking booking : bookings) {
            rows.add(keep(booking));
        }
        Map<PairBucket, Tally> sums = onDisk(rows);
        for (int i = 0; i < rows.size(); i++) {
            add(sums, rows.get(i), bookings.get(i));
        }
        sums.forEach((row, tally) -> writes.put(Table.PAIRS, row.encode(), tally.encode()));
        count(Counter.KEPT, bookings.size());
    }

    private PairBucket keep(Booking booking) {
        long settledAt = booking.settlementTime().toEpochMilli();
        long bucket = window.bucketOf(settledAt);
        int debtor = id(booking.debtor());
        int creditor = id(booking.creditor());
        KeptTransfer transfer = new KeptTransfer(booking.uetr(), debtor, creditor, booking.amount(), settledAt);
        writes.put(Table.TRANSFERS, transfer.key(bucket), transfer.value());
        writes.put(
                Table.REFERENCES,
                KeptTransfer.uetrKey(booking.uetr()),
                ByteBuffer.allocate(Long.BYTES).putLong(bucket).array());
        return new PairBucket(bucket, debtor, creditor);
    }

    private int id(AccountName name) {
        int known = accounts.find(name);
        if (known >= 0) {
            return known;
        }
        int id = accounts.add(name);
        AccountRows.put(writes, id, name);
        return id;
    }

    private Map<PairBucket, Tally> onDisk(List<PairBucket> rows) {
        List<PairBucket> distinct = rows.stream().distinct().toList();
        List<byte @Nullable []> values = database.getAll(
                Table.PAIRS, distinct.stream().map(PairBucket::encode).toList());
        Map<PairBucket, Tally> sums = new LinkedHashMap<>();
        for (int i = 0; i < distinct.size(); i++) {
            byte[] value = values.get(i);
            sums.put(distinct.get(i), value == null ? Tally.NONE : Tally.decode(value));
        }
        return sums;
    }

    private void add(Map<PairBucket, Tally> sums, PairBucket row, Booking booking) {
        Tally one = new Tally(booking.amount(), 1, activity.isJustBelowThreshold(booking.amount()) ? 1 : 0);
        try {
            sums.merge(row, one, Tally::plus);
            changes.merge(row, one, Tally::plus);
        } catch (ArithmeticException e) {
            throw new AmountOverflowException(booking);
        }
    }

    private void stage(RiskScore score) {
        RiskScore inBatch = scores.get(score.account());
        boolean stale =
                inBatch == null ? risks.isStale(score) : score.validFrom().isBefore(inBatch.validFrom());
        if (stale) {
            count(Counter.SCORES_STALE, 1);
            return;
        }
        scores.put(score.account(), score);
        ReportedRisks.put(writes, score);
        count(Counter.SCORES_KEPT, 1);
    }

    private void count(Counter counter, long more) {
        counts.merge(counter, more, Math::addExact);
    }
}
