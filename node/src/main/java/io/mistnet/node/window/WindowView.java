package io.mistnet.node.window;

import com.carrotsearch.hppc.IntObjectHashMap;
import com.carrotsearch.hppc.IntSet;
import com.carrotsearch.hppc.cursors.IntObjectCursor;
import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/**
 * The window in memory: the rows on disk whose buckets lie in an interval of time, added up by pair and by own account.
 *
 * <p>An epoch every second over millions of pairs cannot add up the whole window each time. So the sums are kept; a new cut-off adds the buckets
 * that enter, takes off those that leave, and a transfer that arrives late is added at once. Nothing here is durable: it is made anew from disk.
 */
final class WindowView {

    private final AccountTable accounts;
    private final ActivityShape shape;
    private final ToDoubleFunction<String> reportedRisk;
    private final PairTable pairs = new PairTable();
    private final IntObjectHashMap<RunningActivity> activities = new IntObjectHashMap<>();
    private long begin;
    private long end;

    /** @param reportedRisk the reported risk of an own account by its number, or NaN */
    WindowView(AccountTable accounts, ActivityShape shape, ToDoubleFunction<String> reportedRisk) {
        this.accounts = accounts;
        this.shape = shape;
        this.reportedRisk = reportedRisk;
    }

    /**
     * Makes the window hold [begin, end).
     *
     * @throws ArithmeticException if a sum does not fit 64 bits; the window is empty then
     */
    void moveTo(long newBegin, long newEnd, RowReader rows) {
        if (newBegin >= end || newEnd <= begin) {
            clear();
            begin = newBegin;
            end = newBegin;
        }
        try {
            subtract(rows, begin, newBegin);
            add(rows, newBegin, begin);
            subtract(rows, newEnd, end);
            add(rows, end, newEnd);
        } catch (ArithmeticException e) {
            clear();
            ArithmeticException clearer = new ArithmeticException(
                    "the window's sums exceed 2^63 - 1 minor units: the window cannot be taken");
            clearer.initCause(e);
            throw clearer;
        }
        begin = newBegin;
        end = newEnd;
    }

    /** Takes in what has just been added on disk, if it lies in the window. */
    void added(PairBucket row, Tally change) {
        if (row.bucket() < begin || row.bucket() >= end) {
            return;
        }
        try {
            apply(row, change);
        } catch (ArithmeticException e) {
            clear(); // the next move reads all from disk, and fails where its caller sees it
        }
    }

    void reported(int account, double risk) {
        RunningActivity activity = activities.get(account);
        if (activity != null) {
            activity.report(risk);
        }
    }

    WindowSnapshot snapshot(WindowShape window, long cutOff) {
        int[] own = new int[activities.size()];
        AccountActivity[] frozen = new AccountActivity[own.length];
        int at = 0;
        for (IntObjectCursor<RunningActivity> entry : activities) {
            own[at++] = entry.key;
        }
        Arrays.sort(own);
        for (int i = 0; i < own.length; i++) {
            frozen[i] = activities.get(own[i]).freeze();
        }
        return new WindowSnapshot(window, cutOff, pairs.copy(), own, frozen, accounts.view());
    }

    /** The same of some accounts alone, without any pairs; takes no time. */
    WindowSnapshot glimpse(WindowShape window, IntSet ids) {
        int[] own = Arrays.stream(ids.toArray())
                .filter(activities::containsKey)
                .sorted()
                .toArray();
        AccountActivity[] frozen =
                Arrays.stream(own).mapToObj(id -> activities.get(id).freeze()).toArray(AccountActivity[]::new);
        return new WindowSnapshot(window, end, new PairTable().copy(), own, frozen, accounts.view());
    }

    int pairs() {
        return pairs.size();
    }

    long begin() {
        return begin;
    }

    long end() {
        return end;
    }

    private void add(RowReader rows, long from, long to) {
        if (from < to) {
            rows.forEach(from, to, this::apply);
        }
    }

    private void subtract(RowReader rows, long from, long to) {
        if (from < to) {
            rows.forEach(from, to, (row, tally) -> apply(row, tally.negated()));
        }
    }

    private void apply(PairBucket row, Tally change) {
        int debtor = accounts.canonical(row.debtor());
        int creditor = accounts.canonical(row.creditor());
        int before = pairs.add(debtor, creditor, change.amount(), change.count());
        if (debtor == creditor) {
            return;
        }
        long slot = shape.slotOf(row.bucket());
        if (accounts.isOwn(creditor)) {
            RunningActivity activity = activity(creditor);
            activity.received(slot, change, before);
            forgetIfEmpty(creditor, activity);
        }
        if (accounts.isOwn(debtor)) {
            RunningActivity activity = activity(debtor);
            activity.paid(slot, change, before);
            forgetIfEmpty(debtor, activity);
        }
    }

    private RunningActivity activity(int account) {
        RunningActivity known = activities.get(account);
        if (known != null) {
            return known;
        }
        double risk = reportedRisk.applyAsDouble(accounts.number(account));
        RunningActivity made =
                new RunningActivity(Double.isNaN(risk) ? OptionalDouble.empty() : OptionalDouble.of(risk));
        activities.put(account, made);
        return made;
    }

    private void forgetIfEmpty(int account, RunningActivity activity) {
        if (activity.isEmpty()) {
            activities.remove(account);
        }
    }

    private void clear() {
        pairs.clear();
        activities.clear();
        end = begin;
    }

    /** Reads rows from disk. */
    interface RowReader {

        /** All rows whose bucket starts in [from, to). */
        void forEach(long from, long to, RowVisitor visitor);
    }

    /** Takes a row. */
    interface RowVisitor {

        void visit(PairBucket row, Tally tally);
    }
}
