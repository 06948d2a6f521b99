package io.mistnet.node.window;

import io.mistnet.node.window.AccountActivity.Slots;
import java.util.Arrays;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** One own account's activity, kept up to date transfer by transfer in both directions: what is added can be taken back. */
final class RunningActivity {

    private long[] start = new long[2];
    private long[] in = new long[2];
    private long[] out = new long[2];
    private int[] transfersInSlot = new int[2];
    private int slots;

    private int senders;
    private int oneOffSenders;
    private int receivers;
    private int transfers;
    private int justBelow;
    private OptionalDouble reportedRisk;
    private @Nullable AccountActivity frozen;

    RunningActivity(OptionalDouble reportedRisk) {
        this.reportedRisk = reportedRisk;
    }

    void report(double risk) {
        reportedRisk = OptionalDouble.of(risk);
        frozen = null;
    }

    /** @param before how many transfers the pair had before the change */
    void received(long slot, Tally change, int before) {
        int after = before + change.count();
        senders += Boolean.compare(after > 0, before > 0);
        oneOffSenders += Boolean.compare(after == 1, before == 1);
        move(slot, change.amount(), 0, change);
    }

    /** @param before how many transfers the pair had before the change */
    void paid(long slot, Tally change, int before) {
        int after = before + change.count();
        receivers += Boolean.compare(after > 0, before > 0);
        move(slot, 0, change.amount(), change);
    }

    boolean isEmpty() {
        return transfers == 0;
    }

    /** The activity as it is now; the same object as before where nothing has changed. */
    AccountActivity freeze() {
        AccountActivity result = frozen;
        if (result == null) {
            result = new AccountActivity(
                    new Slots(Arrays.copyOf(start, slots), Arrays.copyOf(in, slots), Arrays.copyOf(out, slots)),
                    senders,
                    oneOffSenders,
                    receivers,
                    transfers,
                    justBelow,
                    reportedRisk);
            frozen = result;
        }
        return result;
    }

    private void move(long slot, long moneyIn, long moneyOut, Tally change) {
        frozen = null;
        transfers += change.count();
        justBelow += change.justBelow();
        int at = Arrays.binarySearch(start, 0, slots, slot);
        if (at < 0) {
            at = -at - 1;
            open(at, slot);
        }
        in[at] = Math.addExact(in[at], moneyIn);
        out[at] = Math.addExact(out[at], moneyOut);
        transfersInSlot[at] += change.count();
        if (transfersInSlot[at] == 0) {
            close(at);
        }
    }

    private void open(int at, long slot) {
        if (slots == start.length) {
            start = Arrays.copyOf(start, 2 * slots);
            in = Arrays.copyOf(in, 2 * slots);
            out = Arrays.copyOf(out, 2 * slots);
            transfersInSlot = Arrays.copyOf(transfersInSlot, 2 * slots);
        }
        shift(at, at + 1);
        start[at] = slot;
        in[at] = 0;
        out[at] = 0;
        transfersInSlot[at] = 0;
        slots++;
    }

    private void close(int at) {
        shift(at + 1, at);
        slots--;
    }

    private void shift(int from, int to) {
        int length = slots - from;
        System.arraycopy(start, from, start, to, length);
        System.arraycopy(in, from, in, to, length);
        System.arraycopy(out, from, out, to, length);
        System.arraycopy(transfersInSlot, from, transfersInSlot, to, length);
    }
}
