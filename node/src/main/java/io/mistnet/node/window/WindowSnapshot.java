package io.mistnet.node.window;

import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The window as it stood at a cut-off: what had been taken in by then with a settlement time in [begin, cut-off). It does not change, and may be
 * read by any thread. Accounts have ids, which stay the same from snapshot to snapshot and over restarts.
 */
public final class WindowSnapshot {

    private final WindowShape shape;
    private final long cutOff;
    private final WindowPairs pairs;
    private final int[] ownAccounts;
    private final AccountActivity[] activities;
    private final AccountTable.View accounts;

    WindowSnapshot(
            WindowShape shape,
            long cutOff,
            WindowPairs pairs,
            int[] ownAccounts,
            AccountActivity[] activities,
            AccountTable.View accounts) {
        this.shape = shape;
        this.cutOff = cutOff;
        this.pairs = pairs;
        this.ownAccounts = ownAccounts;
        this.activities = activities;
        this.accounts = accounts;
    }

    /** The end of the window; transfers that settled at this time do not count. */
    public Instant cutOff() {
        return Instant.ofEpochMilli(cutOff);
    }

    /** The beginning of the window; transfers that settled at this time count. */
    public Instant begin() {
        return cutOff().minus(shape.length());
    }

    public WindowPairs pairs() {
        return pairs;
    }

    /** The index of the bank whose window this is. */
    public int ownBank() {
        return accounts.own();
    }

    /** The number of own accounts with transfers other than to themselves. */
    public int activeAccounts() {
        return ownAccounts.length;
    }

    /**
     * The id of an own account.
     *
     * @param position 0 to {@link #activeAccounts()} - 1; ids rise
     */
    public int activeAccount(int position) {
        return ownAccounts[position];
    }

    /** @param position 0 to {@link #activeAccounts()} - 1 */
    public AccountActivity activity(int position) {
        return activities[position];
    }

    /** The activity of an own account by its id; empty where it has none in this window. */
    Optional<AccountActivity> activityOf(int id) {
        int position = Arrays.binarySearch(ownAccounts, id);
        return position < 0 ? Optional.empty() : Optional.of(activities[position]);
    }

    /** The id under which an account's transfers are added up, where two ids name one account. */
    int canonical(int id) {
        return accounts.canonical()[id];
    }

    /** All ids in this snapshot are below this. */
    public int idBound() {
        return accounts.bound();
    }

    /** An account's canonical number. */
    public String number(int id) {
        return name(id).number();
    }

    /** The account as the first of its transfers named it. */
    public AccountName name(int id) {
        return accounts.name(id);
    }

    /** The index of the bank of the network that holds the account; empty outside the network. */
    public OptionalInt bank(int id) {
        int bank = accounts.bank(id);
        return bank == AccountTable.OUTSIDE ? OptionalInt.empty() : OptionalInt.of(bank);
    }

    /** The first 64 bits of the SHA-256 of the account's canonical number, big-endian. */
    public long digestHigh(int id) {
        return accounts.digests()[2 * id];
    }

    /** The next 64 bits of the SHA-256 of the account's canonical number. */
    public long digestLow(int id) {
        return accounts.digests()[2 * id + 1];
    }
}
