package io.mistnet.node.window;

import com.carrotsearch.hppc.IntSet;
import io.mistnet.node.storage.Database;
import io.mistnet.node.storage.StorageException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.apache.kafka.common.TopicPartition;
import org.rocksdb.WALRecoveryMode;

/**
 * The window of recent transfers, durable. Sums by pair of accounts and bucket of settlement time, the references of the transfers already
 * counted, the counters, and the offset up to which the stream was read change together: a process killed at any moment finds itself, once it is
 * started again, between two batches, and reads on from there.
 *
 * <p>A transfer with a known reference is a duplicate, whatever else it says. References are forgotten together with their transfers.
 *
 * <p>Accounts and the sums of the present window also stand in memory, some 200 bytes for each account and 30 for each pair. Accounts without
 * transfers are forgotten when the store is opened. Safe for any thread.
 */
public final class WindowStore implements AutoCloseable {

    private static final int HOPS = 2;

    private final WindowShape window;
    private final ActivityShape activity;
    private final InstantSource clock;
    private final Database database;
    private final Marks marks;
    private final Expiry expiry;
    private final AccountTable accounts;
    private final ReportedRisks risks = new ReportedRisks();
    private final WindowView view;

    private final Object state = new Object();
    private final ReadWriteLock life = new ReentrantReadWriteLock();
    private volatile Counters counters;
    private volatile Map<TopicPartition, Long> offsets;
    private long horizon;
    private boolean closed;

    private WindowStore(
            Database database, WindowShape window, ActivityShape activity, Directory directory, InstantSource clock) {
        this.database = database;
        this.window = window;
        this.activity = activity;
        this.clock = clock;
        this.marks = new Marks(database);
        this.expiry = new Expiry(database, marks);
        this.accounts = new AccountTable(directory);
        this.view = new WindowView(accounts, activity, risks::of);
        marks.checkFormat();
        this.counters = marks.counters();
        this.offsets = Map.copyOf(marks.offsets());
        this.horizon = marks.horizon();
        AccountRows rows = new AccountRows(database);
        rows.sweep();
        rows.load(accounts);
        accounts.reserveBelow(marks.nextAccount());
        risks.load(database);
    }

    /**
     * Opens the store in a directory, or makes a new one. Only one process can have it open.
     *
     * @param clock tells what has expired
     * @throws StorageException if it cannot be opened
     */
    public static WindowStore open(
            Path directory, WindowShape window, ActivityShape activity, Directory banks, InstantSource clock) {
        // A tail of the log that is lost is read anew from the stream
        Database database =
                Database.open(directory, "window store", List.of(Table.values()), WALRecoveryMode.PointInTimeRecovery);
        try {
            return new WindowStore(database, window, activity, banks, clock);
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }

    /**
     * Takes in a batch, durably and as a whole.
     *
     * @return what became of it
     * @throws AmountOverflowException if a transfer takes the sum of its pair too far; nothing of the batch counts
     * @throws StorageException if it cannot be written; nothing of the batch counts
     */
    public Counters commit(Batch batch) {
        return whileOpen(() -> {
            synchronized (state) {
                forgetExpired();
                return commit(batch, accounts.nextId());
            }
        });
    }

    private Counters commit(Batch batch, int firstNewAccount) {
        try (Database.Writes writes = database.writes()) {
            BatchCommit commit = new BatchCommit(window, activity, accounts, risks, database, writes);
            commit.stage(batch, horizon);
            Counters sums = counters.plus(commit.counts());
            Map<TopicPartition, Long> read = new HashMap<>(offsets);
            read.putAll(batch.offsets());
            marks.putNextAccount(writes, accounts.nextId());
            marks.putCounters(writes, sums);
            marks.putOffsets(writes, batch.offsets());
            writes.commit();
            counters = sums;
            offsets = Map.copyOf(read);
            commit.publish(view);
            return commit.counts();
        } catch (StorageException | AmountOverflowException e) {
            accounts.rollBackTo(firstNewAccount);
            throw e;
        }
    }

    /**
     * The window at a cut-off, which is rounded down to a bucket's boundary. Batches wait while it is taken: for the rows that entered or left
     * since the last one, and a copy of the sums.
     *
     * @throws IllegalArgumentException if the cut-off is before the watermark
     * @throws ArithmeticException if the window's sums do not fit 64 bits
     */
    public WindowSnapshot snapshot(Instant cutOff) {
        return whileOpen(() -> {
            synchronized (state) {
                forgetExpired();
                long end = window.bucketOf(cutOff.toEpochMilli());
                long begin = end - window.length().toMillis();
                if (begin < horizon) {
                    throw new IllegalArgumentException(
                            "the cut-off %s is before the watermark %s: the window is no longer whole"
                                    .formatted(
                                            cutOff,
                                            Instant.ofEpochMilli(horizon).plus(window.length())));
                }
                view.moveTo(begin, end, this::forEachRow);
                return view.snapshot(window, end);
            }
        });
    }

    /**
     * The latest transfers of some own accounts in the window at a snapshot's cut-off, those to themselves aside. Reads from disk, beside the stream.
     *
     * @param numbers own accounts, by canonical number
     * @param most the most transfers of each
     * @return for every account its transfers, latest bucket first
     */
    public Map<String, List<Booking>> recentTransfers(WindowSnapshot snapshot, Set<String> numbers, int most) {
        return whileOpen(() -> {
            RecentTransfers transfers = new RecentTransfers(database, snapshot, activity);
            Map<String, List<Booking>> recent = new HashMap<>();
            for (String number : numbers) {
                int id = idOf(number);
                List<Booking> found = snapshot.activityOf(id)
                        .map(a -> transfers.of(id, a, most))
                        .orElse(List.of());
                recent.put(number, found);
            }
            return recent;
        });
    }

    /**
     * The latest transfers within two hops of an own account, as far as the bank itself knows them, in the window as it was last taken. For people who look: a snapshot is not taken for it.
     *
     * @param number an own account, by canonical number
     * @param most the most transfers
     */
    public Surroundings surroundings(String number, int most) {
        return whileOpen(() -> {
            NearTransfers near = new NearTransfers(database, activity, idOf(number), most);
            for (int hop = 0; hop < HOPS; hop++) {
                near.hop(glimpse(near.reached()));
            }
            return near.found();
        });
    }

    private WindowSnapshot glimpse(IntSet accountIds) {
        synchronized (state) {
            return view.glimpse(window, accountIds);
        }
    }

    private int idOf(String ownNumber) {
        synchronized (state) {
            return accounts.findOwn(ownNumber);
        }
    }

    /** What was counted since the store was made. */
    public Counters counters() {
        return counters;
    }

    /** For every partition read so far, the offset of the next record to read. */
    public Map<TopicPartition, Long> offsets() {
        return offsets;
    }

    /** The number of pairs in the window last taken, and in what came since. */
    public int pairs() {
        synchronized (state) {
            return view.pairs();
        }
    }

    /** Waits for a batch or snapshot under way. */
    @Override
    public void close() {
        Lock last = life.writeLock();
        last.lock();
        try {
            if (!closed) {
                closed = true;
                database.close();
            }
        } finally {
            last.unlock();
        }
    }

    private void forgetExpired() {
        long now = window.horizon(clock.instant());
        if (now > horizon) {
            if (view.begin() < now) {
                view.moveTo(now, Math.max(now, view.end()), this::forEachRow);
            }
            horizon = now;
            expiry.forgetBefore(now);
        }
    }

    private void forEachRow(long from, long to, WindowView.RowVisitor visitor) {
        database.forEach(
                Table.PAIRS,
                PairBucket.firstKey(from),
                PairBucket.firstKey(to),
                (key, value) -> visitor.visit(PairBucket.decode(key), Tally.decode(value)));
    }

    private <T> T whileOpen(Supplier<T> action) {
        Lock use = life.readLock();
        use.lock();
        try {
            if (closed) {
                throw new StorageException("the window store is closed");
            }
            return action.get();
        } finally {
            use.unlock();
        }
    }
}
